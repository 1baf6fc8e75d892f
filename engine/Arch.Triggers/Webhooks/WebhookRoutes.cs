using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Webhooks;

/// <summary>The webhooks of all workflows by path. Immutable.</summary>
public sealed class WebhookRoutes
{
    private readonly Node _root = new();

    /// <summary>Creates the routes.</summary>
    /// <param name="workflows">The workflows. Of two webhooks for one path the first counts, by the names of the workflows.</param>
    public WebhookRoutes(IEnumerable<WorkflowDefinition> workflows)
    {
        foreach (var definition in workflows.OrderBy(one => one.FullName, StringComparer.Ordinal))
        {
            foreach (var trigger in definition.Triggers.OfType<WebhookTrigger>().Where(trigger => !trigger.IsDisabled))
            {
                Add(definition, trigger);
            }
        }
    }

    /// <summary>Finds what answers a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, as sent, from the first slash after the prefix of webhooks.</param>
    /// <param name="allowed">The methods that the path takes; empty when it is none.</param>
    /// <returns>The webhook; <see langword="null"/> when there is none.</returns>
    public WebhookRoute? Find(string method, string path, out IReadOnlyCollection<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var values = new string[parts.Length];
        var (node, count) = Find(_root, parts, 0, values, 0);
        if (node is null)
        {
            allowed = [];
            return null;
        }

        allowed = node.Methods.Keys;
        return node.Methods.TryGetValue(method, out var found)
            ? new WebhookRoute(found.Workflow, found.Trigger, [.. found.Names.Zip(values.Take(count), KeyValuePair.Create)])
            : null;
    }

    private void Add(WorkflowDefinition definition, WebhookTrigger trigger)
    {
        var (node, names) = (_root, new List<string>());
        foreach (var part in trigger.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is ['{', .., '}'])
            {
                names.Add(part[1..^1]);
                node = node.Any ??= new Node();
            }
            else
            {
                node = node.Fixed.TryGetValue(part, out var known) ? known : node.Fixed[part] = new Node();
            }
        }

        foreach (var method in trigger.Methods)
        {
            node.Methods.TryAdd(method, (definition, trigger, names));
        }
    }

    // A fixed part wins over one in braces, wherever both lead to a webhook.
    private static (Node? Node, int Values) Find(Node node, string[] parts, int at, string[] values, int count)
    {
        if (at == parts.Length)
        {
            return (node.Methods.Count > 0 ? node : null, count);
        }

        var part = Uri.UnescapeDataString(parts[at]);
        if (node.Fixed.TryGetValue(part, out var next) && Find(next, parts, at + 1, values, count) is { Node: not null } found)
        {
            return found;
        }

        if (node.Any is null)
        {
            return (null, 0);
        }

        values[count] = part;
        return Find(node.Any, parts, at + 1, values, count + 1);
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Fixed { get; } = new(StringComparer.Ordinal);

        public Node? Any { get; set; }

        public Dictionary<string, (WorkflowDefinition Workflow, WebhookTrigger Trigger, IReadOnlyList<string> Names)> Methods { get; } =
            new(StringComparer.OrdinalIgnoreCase);
    }
}
