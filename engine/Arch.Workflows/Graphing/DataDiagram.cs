using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>Makes nodes of what holds data, and edges of the expressions that use it.</summary>
internal sealed class DataDiagram
{
    private readonly OrderedDictionary<string, DiagramNode> _nodes = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<(string From, string To), List<string>> _edges = [];
    private readonly ExpressionUses _uses;

    private static readonly ImmutableDictionary<string, string> NoNames = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    private DataDiagram(IExpressionLanguage language) => _uses = new ExpressionUses(language);

    public static Diagram Of(YamlMapping root, WorkflowFlow flow, IExpressionLanguage language)
    {
        var diagram = new DataDiagram(language);
        diagram.AddNamed(root, "inputs", "i_", NodeKind.Input);
        diagram.AddNamed(root, "vars", "v_", NodeKind.Variable);
        foreach (var part in flow.Parts)
        {
            diagram.AddSteps(part.Steps, NoNames);
        }

        diagram.AddNamed(root, "outputs", "o_", NodeKind.Output);
        foreach (var output in (root.Find("outputs")?.Value as YamlMapping)?.Entries ?? [])
        {
            diagram.Connect("o_" + output.Name, diagram._uses.Of((output.Value as YamlMapping)?.Find("value")?.Value, ""), NoNames);
        }

        // What is never used says nothing here, and what is not there cannot be drawn.
        var edges = diagram._edges.Where(edge => diagram._nodes.ContainsKey(edge.Key.From) && diagram._nodes.ContainsKey(edge.Key.To)).ToList();
        var used = edges.Select(edge => edge.Key).SelectMany(edge => new[] { edge.From, edge.To }).ToHashSet(StringComparer.Ordinal);
        return new Diagram(flow.Name, IsAcross: true)
        {
            Nodes = [.. diagram._nodes.Values.Where(node => used.Contains(node.Id))],
            Edges = [.. edges.Select(edge => new DiagramEdge(edge.Key.From, edge.Key.To, [.. edge.Value.Distinct().Where(label => label.Length > 0)]))],
        };
    }

    private void AddNamed(YamlMapping root, string key, string prefix, NodeKind kind)
    {
        foreach (var entry in (root.Find(key)?.Value as YamlMapping)?.Entries ?? [])
        {
            _nodes[prefix + entry.Name] = new DiagramNode(prefix + entry.Name, kind, [$"{key}.{entry.Name}"], -1);
        }
    }

    // Loops give their bodies names for the element and its number.
    private void AddSteps(ImmutableArray<FlowStep> steps, ImmutableDictionary<string, string> loopNames)
    {
        foreach (var step in steps)
        {
            var id = "s_" + step.Id;
            _nodes[id] = new DiagramNode(id, NodeKinds.Of(step.Verb), [step.Id, .. step.Lines.Take(1)], -1);
        }

        foreach (var step in steps)
        {
            var id = "s_" + step.Id;
            var inner = loopNames;
            if (step.Verb == "for" && step.Source.Find("for")?.Value is YamlMapping loop)
            {
                inner = inner.SetItem(Text(loop, "as", "item"), id).SetItem(Text(loop, "index", "index"), id);
            }

            Connect(id, _uses.OfStep(step.Source), inner);
            foreach (var name in step.Verb == "set" ? ((step.Source.Find("set")?.Value as YamlMapping)?.Entries ?? []).Select(entry => entry.Name) : [])
            {
                Connect(id, "v_" + name, $"set.{name}");
            }

            AddSteps(step.Undo, inner);
            foreach (var part in step.Parts)
            {
                AddSteps(part.Steps, inner);
            }
        }
    }

    private void Connect(string to, IEnumerable<ExpressionUse> uses, ImmutableDictionary<string, string> loopNames)
    {
        foreach (var use in uses)
        {
            var path = use.Path;
            var (from, rest) = use.Root switch
            {
                _ when loopNames.TryGetValue(use.Root, out var loop) => (loop, string.Join('.', path.Prepend(use.Root))),
                "steps" when path.Length > 0 => ("s_" + path[0], string.Join('.', path.Skip(1))),
                "inputs" when path.Length > 0 => ("i_" + path[0], string.Join('.', path.Skip(1))),
                "vars" when path.Length > 0 => ("v_" + path[0], string.Join('.', path.Skip(1))),
                "trigger" => (Given("t_trigger", "trigger"), string.Join('.', path)),
                "secrets" when path.Length > 0 => (Given("k_" + path[0], $"secrets.{path[0]}"), ""),
                _ => ("", ""),
            };
            if (from.Length > 0)
            {
                Connect(from, to, use.Key.Length == 0 ? rest : $"{rest} → {use.Key}".Trim());
            }
        }
    }

    private void Connect(string from, string to, string label)
    {
        if (!_edges.TryGetValue((from, to), out var labels))
        {
            _edges.Add((from, to), labels = []);
        }

        labels.Add(label);
    }

    private string Given(string id, string name)
    {
        _nodes.TryAdd(id, new DiagramNode(id, NodeKind.Input, [name], -1));
        return id;
    }

    private static string Text(YamlMapping mapping, string key, string otherwise) =>
        mapping.Find(key)?.Value is YamlScalar scalar ? scalar.Text : otherwise;
}
