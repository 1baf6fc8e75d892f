using System.Collections.Immutable;

namespace Arch.Workflows.Graphing;

/// <summary>Makes nodes and edges of blocks of steps.</summary>
internal sealed class FlowDiagram
{
    private readonly ImmutableArray<DiagramNode>.Builder _nodes = ImmutableArray.CreateBuilder<DiagramNode>();
    private readonly ImmutableArray<DiagramEdge>.Builder _edges = ImmutableArray.CreateBuilder<DiagramEdge>();
    private readonly ImmutableArray<DiagramFrame>.Builder _frames = ImmutableArray.CreateBuilder<DiagramFrame>();
    private readonly List<Way> _returns = [];

    public static Diagram Of(WorkflowFlow flow)
    {
        var diagram = new FlowDiagram();
        diagram.AddWorkflow(flow);
        return new Diagram(flow.Name, IsAcross: false)
        {
            Nodes = diagram._nodes.ToImmutable(),
            Edges = diagram._edges.ToImmutable(),
            Frames = diagram._frames.ToImmutable(),
        };
    }

    private void AddWorkflow(WorkflowFlow flow)
    {
        var start = Add("n_start", NodeKind.Terminal, [flow.Name], -1);
        var ends = AddProtected(flow.Parts, new Way(start, ""), -1, isWorkflow: true);
        var end = Add("n_end", NodeKind.Terminal, ["end"], -1);
        Connect([.. ends, .. _returns], end);
    }

    private ImmutableArray<Way> AddSteps(ImmutableArray<FlowStep> steps, ImmutableArray<Way> ways, int frame)
    {
        foreach (var step in steps)
        {
            ways = AddStep(step, ways, frame);
        }

        return ways;
    }

    private ImmutableArray<Way> AddStep(FlowStep step, ImmutableArray<Way> ways, int frame)
    {
        var within = step.Verb is "for" or "repeat" or "parallel" or "graph" or "try" or "group" ? AddFrame(step, frame) : frame;
        var node = Add("s_" + step.Id, NodeKinds.Of(step.Verb), [step.Id, .. step.Lines], within);
        Connect(ways, node);
        switch (step.Verb)
        {
            case "if" or "switch":
                return
                [
                    .. step.Parts.SelectMany(part => AddSteps(part.Steps, [new Way(node, part.Label)], frame)),
                    .. step.IsExhaustive ? [] : ImmutableArray.Create(new Way(node, step.Verb == "if" ? "else" : "other")),
                ];
            case "for" or "repeat":
                foreach (var way in step.Parts.SelectMany(part => AddSteps(part.Steps, [new Way(node, "")], within)))
                {
                    _edges.Add(new DiagramEdge(way.From, node, Labels(way.Label, "next"), IsDashed: true));
                }

                return [new Way(node, "done")];
            case "parallel":
                return Joined(step, within, [.. step.Parts.SelectMany(part => AddSteps(part.Steps, [new Way(node, part.Label)], within))]);
            case "graph":
                return Joined(step, within, AddGraph(step.Parts[0].Steps, node, within));
            case "try":
                return AddProtected(step.Parts, new Way(node, ""), within, isWorkflow: false);
            case "group":
                return AddSteps(step.Parts[0].Steps, [new Way(node, "")], within);
            case "return":
                _returns.Add(new Way(node, ""));
                return Skipped(step, node);
            case "fail":
                return Skipped(step, node);
            default:
                return [new Way(node, "")];
        }
    }

    private ImmutableArray<Way> AddProtected(ImmutableArray<FlowPart> parts, Way way, int frame, bool isWorkflow)
    {
        var ends = new List<Way>();
        foreach (var part in parts.Where(part => part.Role != FlowRole.Finally))
        {
            var first = part.Role == FlowRole.Catch
                ? new Way(way.From, part.Label.Length == 0 ? "on error" : $"on error: {part.Label}", IsDashed: true)
                : way;
            ends.AddRange(AddSteps(part.Steps, [first], frame));
        }

        if (parts.FirstOrDefault(part => part.Role == FlowRole.Finally) is not { } last)
        {
            return [.. ends];
        }

        if (isWorkflow)
        {
            ends.AddRange(_returns);
            _returns.Clear();
        }

        return AddSteps(last.Steps, [.. ends.Count == 0 ? [way] : ends.Select(end => end with { Label = end.Label.Length == 0 ? "finally" : end.Label })], frame);
    }

    private ImmutableArray<Way> AddGraph(ImmutableArray<FlowStep> steps, string head, int frame)
    {
        var ends = new Dictionary<string, ImmutableArray<Way>>(StringComparer.Ordinal);
        var left = steps.ToList();
        while (left.Count > 0)
        {
            // The compiler finds cycles; one that got through must not hang a drawing.
            var next = left.Find(step => step.Needs.All(need => ends.ContainsKey(need.Id) || steps.All(one => one.Id != need.Id))) ?? left[0];
            left.Remove(next);
            ImmutableArray<Way> ways =
            [
                .. next.Needs.SelectMany(need => ends.GetValueOrDefault(need.Id, [])
                    .Select(way => way with { Label = string.Join(" · ", new[] { way.Label, need.How }.Where(text => text.Length > 0)) })),
            ];
            ends[next.Id] = AddStep(next, next.Needs.Length == 0 ? [new Way(head, "")] : ways, frame);
        }

        return [.. steps.Where(step => steps.All(other => other.Needs.All(need => need.Id != step.Id))).SelectMany(step => ends[step.Id])];
    }

    private ImmutableArray<Way> Joined(FlowStep step, int frame, ImmutableArray<Way> ways)
    {
        if (ways.Length == 0)
        {
            return [];
        }

        var join = Add("j_" + step.Id, NodeKind.Join, ["join"], frame);
        Connect(ways, join);
        return [new Way(join, "")];
    }

    private static ImmutableArray<Way> Skipped(FlowStep step, string node) => step.IsEnd ? [] : [new Way(node, "skipped")];

    private int AddFrame(FlowStep step, int parent)
    {
        _frames.Add(new DiagramFrame(parent, $"{step.Verb} {step.Id}"));
        return _frames.Count - 1;
    }

    private string Add(string id, NodeKind kind, ImmutableArray<string> lines, int frame)
    {
        _nodes.Add(new DiagramNode(id, kind, lines, frame));
        return id;
    }

    private void Connect(ImmutableArray<Way> ways, string to)
    {
        foreach (var way in ways)
        {
            _edges.Add(new DiagramEdge(way.From, to, Labels(way.Label), way.IsDashed));
        }
    }

    private static ImmutableArray<string> Labels(params string[] labels) => [.. labels.Where(label => label.Length > 0)];

    // A way from a node to whatever comes next.
    private sealed record Way(string From, string Label, bool IsDashed = false);
}
