using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes <c>graph</c>: a step sees those to which a path of needs leads.</summary>
internal sealed class GraphCompiler(DocumentScope document, StepCompiler steps)
{
    public VerbResult Compile(StepSite site)
    {
        var members = (site.Value("graph") as YamlSequence)?.Items.OfType<YamlMapping>().ToList() ?? [];
        var plan = GraphPlan.Make(document.Context, document.Index, members);
        ImpossibleNeeds.Report(document.Context, plan);
        var ends = new Dictionary<GraphMember, (int Index, Flow After)>();
        foreach (var member in plan.InOrder)
        {
            var before = Before(member, site.Flow, ends);
            var needs = member.Needs
                .Select(need => new Need(ends[need.Target].Index, need.Condition))
                .ToImmutableArray();
            var (index, after) = steps.Step(member.Step, before, site.Frame, needs);
            ends[member] = (index, Behind(member, plan, before, after, ends));
        }

        var node = new GraphNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Body = new Block([.. plan.Members.Select(member => ends[member].Index)]),
            Steps = Edges(plan),
        };

        // What others need, those others know.
        var needed = plan.Members.SelectMany(member => member.Needs).Select(need => need.Target).ToHashSet();
        var sinks = plan.Members
            .Where(member => !needed.Contains(member))
            .Select(member => ends[member].After)
            .ToList();
        var end = sinks.Count == 0 ? site.Flow : Flow.AllOf(sinks);
        return new(node, TypeShape.ObjectOf(new Dictionary<string, ShapeMember>()), end);
    }

    private static ImmutableArray<GraphStep> Edges(GraphPlan plan)
    {
        var places = plan.Members.Index().ToDictionary(member => member.Item, member => member.Index);
        var dependents = plan.Members.Select(_ => ImmutableArray.CreateBuilder<int>()).ToList();
        foreach (var (place, member) in plan.Members.Index())
        {
            foreach (var need in member.Needs)
            {
                dependents[places[need.Target]].Add(place);
            }
        }

        return
        [
            .. plan.Members.Select((member, place) =>
                new GraphStep(member.Needs.Count, dependents[place].ToImmutable(), plan.MayFail(member))),
        ];
    }

    private static Flow Before(GraphMember member, Flow start, Dictionary<GraphMember, (int Index, Flow After)> ends)
    {
        // Each way behind a need knows what was known before the graph.
        var flow = member.Needs.Count == 0
            ? start
            : Flow.AllOf([.. member.Needs.Select(need => ends[need.Target].After)]) with { IsReachable = true };
        foreach (var need in member.Needs)
        {
            var id = need.Target.Id;
            if (flow.Facts.TryGetValue(id, out var fact))
            {
                flow = flow.With(id, need.Condition switch
                {
                    NeedCondition.Succeeded => fact with { MayBeAbsentBecause = null, MayHaveFailedBecause = null },
                    NeedCondition.Failed =>
                        fact with { MayBeAbsentBecause = null, MayHaveFailedBecause = $"step '{id}' has failed here" },
                    NeedCondition.Any => fact with { MayHaveFailedBecause = $"step '{id}' may have failed" },
                    _ => fact,
                });
            }
        }

        return flow;
    }

    private Flow Behind(
        GraphMember member,
        GraphPlan plan,
        Flow before,
        Flow after,
        Dictionary<GraphMember, (int Index, Flow After)> ends)
    {
        // What a need makes certain is certain for the step that needs it, and not behind it.
        foreach (var target in member.Needs.Select(need => need.Target))
        {
            if (ends[target].After.Facts.TryGetValue(target.Id, out var fact))
            {
                after = after.With(target.Id, fact);
            }
        }

        if (member.Needs.Exists(plan.MayBeUnmet))
        {
            after = after.UncertainSince(
                before,
                document.Index.Find(member.Step)?.IdsInside() ?? [member.Id],
                id => $"step '{id}' may be skipped because of the needs of '{member.Id}'");
        }

        if (plan.MayFail(member) && after.Facts.TryGetValue(member.Id, out var own))
        {
            after = after.With(
                member.Id,
                own with
                {
                    MayHaveFailedBecause = $"step '{member.Id}' may have failed, which other needs of the graph allow",
                });
        }

        return after;
    }
}
