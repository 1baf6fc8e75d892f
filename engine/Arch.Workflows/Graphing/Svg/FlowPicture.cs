using System.Collections.Immutable;

namespace Arch.Workflows.Graphing.Svg;

/// <summary>Draws the blocks of a workflow: what stands in a block stands in its frame.</summary>
internal static class FlowPicture
{
    private const double Margin = 20;

    public static string Draw(WorkflowFlow flow)
    {
        var middle = Protect(flow.Parts, isWorkflow: true);
        var figure = Figures.Sequence(
        [
            Figures.Leaf([flow.Name], NodeKind.Terminal),
            .. middle,
            .. middle.Count == 0 || middle[^1].GoesOn ? [Figures.Leaf(["end"], NodeKind.Terminal)] : ImmutableArray<Figure>.Empty,
        ]);
        var canvas = new SvgCanvas();
        figure.Draw(canvas, Margin, Margin);
        return canvas.ToText(figure.Width + (2 * Margin), figure.Height + (2 * Margin), flow.Name);
    }

    private static Figure Steps(ImmutableArray<FlowStep> steps) => Figures.Sequence([.. steps.Select(Step)]);

    private static Figure Step(FlowStep step)
    {
        ImmutableArray<string> lines = [step.Id, .. step.Lines];
        ImmutableArray<string> title = [$"{step.Verb} {step.Id}", .. step.Lines];
        switch (step.Verb)
        {
            case "if" or "switch":
                var ways = step.Parts.Select(part => (part.Label, Steps(part.Steps))).ToList();
                if (!step.IsExhaustive)
                {
                    ways.Add((step.Verb == "if" ? "else" : "other", Figure.Nothing));
                }

                return Figures.Ways(Figures.Leaf(lines, NodeKind.Choice), ways);
            case "parallel":
                return Figures.Frame(title, Figures.Ways(null, [.. step.Parts.Select(part => (part.Label, Steps(part.Steps)))]));
            case "for" or "repeat":
                return Figures.Frame(title, Steps(step.Parts[0].Steps), returns: true);
            case "graph":
                return Figures.Frame(title, Graph(step.Parts[0].Steps));
            case "group":
                return Figures.Frame(title, Steps(step.Parts[0].Steps));
            case "try":
                return Figures.Frame(title, Figures.Sequence(Protect(step.Parts, isWorkflow: false)));
            default:
                return Figures.Leaf(lines, NodeKinds.Of(step.Verb), !step.IsEnd);
        }
    }

    private static List<Figure> Protect(ImmutableArray<FlowPart> parts, bool isWorkflow)
    {
        var body = Steps([.. parts.Where(part => part.Role == FlowRole.Body).SelectMany(part => part.Steps)]);
        var handlers = parts
            .Where(part => part.Role == FlowRole.Catch)
            .Select(part => Figures.Frame([part.Label.Length == 0 ? "on error" : $"on error: {part.Label}"], Steps(part.Steps), "n e"))
            .ToList();
        var guarded = handlers.Count == 0 ? body : Figures.Protected(Figures.Frame([], body), handlers);
        if (parts.FirstOrDefault(part => part.Role == FlowRole.Finally) is not { } last)
        {
            return [guarded];
        }

        // What ends the run or fails comes here too, but does not go on behind it.
        var all = handlers.ConvertAll(handler => handler with { GoesOn = true });
        var framed = Figures.Frame([], body) with { GoesOn = true };
        return
        [
            all.Count == 0 ? framed : Figures.Protected(framed, all),
            Figures.Frame(["finally"], Steps(last.Steps)) with { GoesOn = isWorkflow || guarded.GoesOn },
        ];
    }

    private static Figure Graph(ImmutableArray<FlowStep> steps)
    {
        var figures = steps.Select(Step).ToList();
        var edges = steps.SelectMany((step, to) => step.Needs
            .Select(need => (From: steps.ToList().FindIndex(one => one.Id == need.Id), To: to, need.How))
            .Where(edge => edge.From >= 0)).ToList();
        var layout = LayeredLayout.Of(
            [.. figures.Select(figure => new Extent(figure.Width, figure.Height))],
            [.. edges.Select(edge => (edge.From, edge.To))],
            new Extent(24, 44));
        return new Figure(layout.Size.Across, layout.Size.Along, layout.Size.Across / 2, GoesOn: true, (canvas, x, y) =>
        {
            for (var i = 0; i < edges.Count; i++)
            {
                var points = layout.Ways[i].Select(point => (x + point.Across, y + point.Along)).ToList();
                canvas.Path("l", hasArrow: true, Curve.Down(points));
                if (edges[i].How.Length > 0)
                {
                    // Below the only edge of a step there is room at its beginning; where edges part, at their ends.
                    var (at, shift) = edges.Count(edge => edge.From == edges[i].From) == 1 ? (points[0], 17) : (points[^1], -12);
                    canvas.Label(at.Item1, at.Item2 + shift, edges[i].How);
                }
            }

            for (var i = 0; i < figures.Count; i++)
            {
                figures[i].Draw(canvas, x + layout.Places[i].Across, y + layout.Places[i].Along);
            }
        });
    }
}
