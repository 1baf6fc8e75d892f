using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes <c>try</c>, and the handlers that workflows have in common with it.</summary>
internal sealed class TryCompiler(DocumentScope document, StepCompiler steps)
{
    public VerbResult Compile(StepSite site)
    {
        var (body, end) = steps.Steps(site.Value("try"), site.Flow, site.Frame);
        var failed = end.UncertainSince(
            site.Flow,
            site.Ids,
            id => $"step '{id}' may not have finished when '{site.Id}' failed") with
        { IsReachable = true };
        var rollsBack = Scalars.Flag(site.Value("rollback"));
        var error = rollsBack ? StepShapes.RolledBackError : StepShapes.Error;
        var (handlers, ends) = Handlers(site.Value("catch"), failed, site.Frame, site.Position, error);
        var after = Flow.OneOf(
            [end, .. ends],
            site.Ids,
            id => $"step '{id}' may not have finished when '{site.Id}' failed");

        Block? last = null;
        if (site.Value("finally") is { } ending)
        {
            (last, after) = Finally(ending, after, [failed, .. ends], [.. site.Ids], site.Frame);
        }

        var node = new TryNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Body = body,
            Catch = handlers,
            Finally = last,
            Rollback = rollsBack,
        };
        return new(node, TypeShape.ObjectOf(new Dictionary<string, ShapeMember>()), after);
    }

    /// <summary>Compiles handlers.</summary>
    /// <param name="node">The list of handlers, if there is one.</param>
    /// <param name="failed">What is known when something failed.</param>
    /// <param name="frame">Where they stand.</param>
    /// <param name="position">The step they belong to.</param>
    /// <param name="error">What is known about <c>error</c>.</param>
    public (ImmutableArray<CatchClause> Handlers, List<Flow> Ends) Handlers(
        YamlNode? node,
        Flow failed,
        Frame frame,
        StepPosition? position,
        TypeShape error)
    {
        var handlers = ImmutableArray.CreateBuilder<CatchClause>();
        var ends = new List<Flow>();
        var inside = frame with { Names = frame.Names.With("error", error) };
        if (node is YamlSequence list)
        {
            YamlMapping? before = null;
            foreach (var clause in list.Items.OfType<YamlMapping>())
            {
                ReportUnreachable(clause, before);
                before = clause;
                var when = clause.Find("when") is { } condition
                    ? document.Expressions.Condition(condition.Value, document.At(inside.Names, failed, position))
                    : null;
                var (block, end) = steps.Steps(clause.Find("do")?.Value, failed, inside);
                handlers.Add(new(when, block));
                ends.Add(end);
            }
        }

        return (handlers.ToImmutable(), ends);
    }

    private void ReportUnreachable(YamlMapping clause, YamlMapping? before)
    {
        // A misspelt 'when' was reported already.
        if (before is not null && before.Entries.All(entry => entry.Name == "do"))
        {
            document.Context.Error(
                clause,
                "ARCH1000",
                "This handler never runs: the one before it has no 'when' and handles every error.",
                "Move it before that one, or give that one a 'when'.");
        }
    }

    /// <summary>Compiles the steps that run at the end, whatever happened.</summary>
    /// <param name="node">The steps.</param>
    /// <param name="normal">What is known when all went well or was handled.</param>
    /// <param name="ways">What is known on each way that leads here.</param>
    /// <param name="ids">The steps in which the ways can differ.</param>
    /// <param name="frame">Where they stand.</param>
    public (Block Block, Flow After) Finally(
        YamlNode node,
        Flow normal,
        IReadOnlyList<Flow> ways,
        IReadOnlyList<string> ids,
        Frame frame)
    {
        var start = Flow.OneOf(
            [normal with { IsReachable = true }, .. ways.Select(way => way with { IsReachable = true })],
            ids,
            id => $"step '{id}' may not have finished when this 'finally' runs");
        var (block, end) = steps.Steps(node, start, frame with { IsFinally = true });

        // Behind it, what was known before holds again, and its own steps have run.
        var after = normal;
        foreach (var id in ids)
        {
            if (!after.Facts.ContainsKey(id) && end.Facts.TryGetValue(id, out var fact))
            {
                after = after.With(id, fact);
            }
        }

        return (block, after with { IsReachable = normal.IsReachable && end.IsReachable });
    }
}
