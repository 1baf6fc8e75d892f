using System.Collections.Immutable;

namespace Arch.Workflows.Checking;

/// <summary>What is known at a place of a workflow about the steps before it. Immutable.</summary>
/// <param name="Facts">The steps that can be seen, by id.</param>
/// <param name="IsReachable">Whether the place can be reached; not so behind <c>return</c> and <c>fail</c>.</param>
internal sealed record Flow(ImmutableDictionary<string, StepFact> Facts, bool IsReachable = true)
{
    public static Flow Start { get; } = new(ImmutableDictionary.Create<string, StepFact>(StringComparer.Ordinal));

    /// <summary>Gives this place with one more step finished.</summary>
    public Flow With(string id, StepFact fact) => this with { Facts = Facts.SetItem(id, fact) };

    /// <summary>Gives the place behind a <c>return</c> or <c>fail</c>.</summary>
    public Flow Ended() => this with { IsReachable = false };

    /// <summary>Takes steps for uncertain that an earlier place does not know.</summary>
    /// <param name="before">The earlier place.</param>
    /// <param name="ids">The steps that can have been added since.</param>
    /// <param name="reason">Why the step of a given id may not have run.</param>
    public Flow UncertainSince(Flow before, IEnumerable<string> ids, Func<string, string> reason)
    {
        var facts = Facts;
        foreach (var id in ids)
        {
            if (facts.TryGetValue(id, out var fact) && fact.MayBeAbsentBecause is null && !before.Facts.ContainsKey(id))
            {
                facts = facts.SetItem(id, fact with { MayBeAbsentBecause = reason(id) });
            }
        }

        return this with { Facts = facts };
    }

    /// <summary>Gives the place where one of several ways arrives.</summary>
    /// <param name="ways">The ways; those that end in <c>return</c> or <c>fail</c> do not arrive.</param>
    /// <param name="ids">The steps in which the ways can differ.</param>
    /// <param name="reason">Why the step of a given id, which stands on one way only, may not have run.</param>
    public static Flow OneOf(IReadOnlyList<Flow> ways, IEnumerable<string> ids, Func<string, string> reason)
    {
        var arriving = ways.Where(way => way.IsReachable).ToList();
        if (arriving.Count == 0)
        {
            return AllOf(ways) with { IsReachable = false };
        }

        var facts = arriving[0].Facts;
        foreach (var id in ids)
        {
            var known = ways.Select(way => way.Facts.GetValueOrDefault(id)).OfType<StepFact>().ToList();
            if (known.Count > 0)
            {
                facts = facts.SetItem(id, Merge(id, known, arriving, reason));
            }
        }

        return new Flow(facts);
    }

    /// <summary>Gives the place where all of several ways have arrived.</summary>
    public static Flow AllOf(IReadOnlyList<Flow> ways)
    {
        var most = ways.MaxBy(way => way.Facts.Count) ?? Start;
        var facts = most.Facts;
        foreach (var (id, fact)
            in ways.Where(way => !ReferenceEquals(way.Facts, most.Facts)).SelectMany(way => way.Facts))
        {
            if (!facts.TryGetValue(id, out var known)
                || (known.MayBeAbsentBecause is not null && fact.MayBeAbsentBecause is null))
            {
                facts = facts.SetItem(id, fact);
            }
        }

        return new Flow(facts, ways.All(way => way.IsReachable));
    }

    private static StepFact Merge(string id, List<StepFact> known, List<Flow> arriving, Func<string, string> reason)
    {
        var uncertain = known.Find(fact => fact.MayBeAbsentBecause is not null);
        if (arriving.TrueForAll(way => way.Facts.ContainsKey(id)))
        {
            return arriving.Select(way => way.Facts[id]).FirstOrDefault(fact => fact.MayBeAbsentBecause is not null)
                ?? arriving[0].Facts[id];
        }

        return uncertain ?? known[0] with { MayBeAbsentBecause = reason(id) };
    }
}
