using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Finds the steps that a test names, in the tested workflow and in those that it calls.</summary>
internal sealed class StepFinder(CheckContext context, TestedWorkflows workflows, WorkflowDefinition tested)
{
    /// <summary>Gets the steps of the tested workflow and its actions, with their places.</summary>
    public IReadOnlyList<(StepNode Node, ImmutableArray<StepKeyPart> Chain)> Own { get; } = StepChains.Of(tested);

    /// <summary>Reads a name and finds the steps that it means; says so when there are none.</summary>
    /// <param name="node">The name.</param>
    /// <param name="text">What it says.</param>
    /// <param name="subject">What names it, such as "a mock".</param>
    /// <returns>The key with its steps; <see langword="null"/> when there are none.</returns>
    public (StepKey Key, IReadOnlyList<StepNode> Nodes)? Resolve(YamlNode node, string text, string subject)
    {
        if (!StepKey.TryParse(text, out var key))
        {
            context.Refuse(
                node,
                "ARCH7003",
                $"'{text}' does not name a step.",
                "Name a step as 'ask', 'notify/send' for a step of what 'notify' uses or calls, or 'pages[0]/write' for one iteration.");
            return null;
        }

        var nodes = Find(key);
        if (nodes.Count > 0)
        {
            return (key, nodes);
        }

        context.Refuse(node, "ARCH7003", $"the workflow '{tested.FullName}' has no step '{text}', which {subject} names.", Remedy(key));
        return null;
    }

    /// <summary>Finds the steps that a key means.</summary>
    public IReadOnlyList<StepNode> Find(StepKey key) => [.. Within(Own, [], key.Parts.Length).Where(step => key.Matches(step.Chain)).Select(step => step.Node)];

    /// <summary>Lists every step that may run: also those of called workflows, each workflow once.</summary>
    public IEnumerable<StepNode> Everything()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { tested.FullName };
        var open = new Queue<WorkflowDefinition>([tested]);
        while (open.TryDequeue(out var definition))
        {
            foreach (var node in definition.Nodes)
            {
                yield return node;
                if (node is CallNode call && seen.Add(call.Workflow) && workflows.FindCalled(call.Workflow) is { } called)
                {
                    open.Enqueue(called);
                }
            }
        }
    }

    private IEnumerable<(StepNode Node, ImmutableArray<StepKeyPart> Chain)> Within(
        IReadOnlyList<(StepNode Node, ImmutableArray<StepKeyPart> Chain)> steps,
        ImmutableArray<StepKeyPart> around,
        int most)
    {
        foreach (var (node, chain) in steps)
        {
            var full = around.AddRange(chain);
            yield return (node, full);

            // A key with one part names no step of a called workflow, and so on: the search ends with the key.
            if (node is CallNode call
                && full.Count(part => !part.IsLoop) < most
                && workflows.FindCalled(call.Workflow) is { } called)
            {
                foreach (var inner in Within(StepChains.Of(called), full, most))
                {
                    yield return inner;
                }
            }
        }
    }

    private string Remedy(StepKey key)
    {
        var wanted = key.Parts[^1].Id;
        var candidates = Within(Own, [], Math.Max(2, key.Parts.Length)).ToList();
        if (candidates.Find(step => step.Node.Id == wanted) is { Node: not null } elsewhere)
        {
            return $"Did you mean '{Text(elsewhere.Chain)}'?";
        }

        return Suggestions.Closest(wanted, candidates.Select(step => step.Node.Id)) is { } closest
            ? $"Did you mean '{Text(candidates.Find(step => step.Node.Id == closest).Chain)}'?"
            : $"Its steps are {string.Join(", ", Own.Select(step => Text(step.Chain)).Take(20))}.";
    }

    private static string Text(ImmutableArray<StepKeyPart> chain) => string.Join('/', chain.Where(part => !part.IsLoop).Select(part => part.Id));
}
