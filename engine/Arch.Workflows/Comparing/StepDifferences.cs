using System.Collections.Immutable;
using Arch.Workflows.Graphing;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>Finds the steps that came, went, moved, got another id or say something else.</summary>
internal sealed class StepDifferences
{
    private readonly List<PlacedStep> _before;
    private readonly List<PlacedStep> _after;
    private readonly Dictionary<string, string> _newIds = new(StringComparer.Ordinal);

    public StepDifferences(WorkflowFlow before, WorkflowFlow after)
    {
        _before = PlacedStep.Of(before);
        _after = PlacedStep.Of(after);
        var sources = _before.Concat(_after).Select(step => (YamlNode)step.Step.Source).ToHashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        Nodes = new NodeDifferences(sources.Contains);
    }

    /// <summary>Gets what compares the rest, which knows the steps.</summary>
    public NodeDifferences Nodes { get; }

    public IEnumerable<ItemChange> Find()
    {
        var old = _before.ToDictionary(step => step.Step.Id, StringComparer.Ordinal);
        var current = _after.ToDictionary(step => step.Step.Id, StringComparer.Ordinal);
        FindNewIds([.. _before.Where(step => !current.ContainsKey(step.Step.Id))], [.. _after.Where(step => !old.ContainsKey(step.Step.Id))]);
        var oldIds = _newIds.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var moved = Moved(old, current);
        foreach (var step in _after)
        {
            var id = step.Step.Id;
            if (oldIds.TryGetValue(id, out var oldId))
            {
                yield return new ItemChange("step", ChangeKind.Renamed, oldId, $"is '{id}' now", []);
            }
            else if (!old.TryGetValue(id, out var before))
            {
                yield return new ItemChange("step", ChangeKind.Added, id, $"{Says(step.Step)} {step.Where}", []);
            }
            else
            {
                if (moved.Contains(id))
                {
                    var where = InNewWords(before.Container) == step.Container ? $"to {step.Where}" : $"from {before.ContainerText} to {step.Where}";
                    yield return new ItemChange("step", ChangeKind.Moved, id, where, []);
                }

                if (Own(before.Step, step.Step) is { Length: > 0 } keys)
                {
                    yield return new ItemChange("step", ChangeKind.Changed, id, "", keys);
                }
            }
        }

        foreach (var step in _before.Where(step => !current.ContainsKey(step.Step.Id) && !_newIds.ContainsKey(step.Step.Id)))
        {
            yield return new ItemChange("step", ChangeKind.Removed, step.Step.Id, $"{Says(step.Step)} {step.Where}", []);
        }
    }

    // A new id is certain when exactly one step that went and one that came say the same in the same place.
    private void FindNewIds(List<PlacedStep> gone, List<PlacedStep> added)
    {
        foreach (var step in gone)
        {
            var like = added.Where(one => one.Container == InNewWords(step.Container) && Own(step.Step, one.Step).Length == 0).ToList();
            if (like.Count == 1 && gone.Count(one => one.Container == step.Container && Own(one.Step, like[0].Step).Length == 0) == 1)
            {
                _newIds[step.Step.Id] = like[0].Step.Id;
            }
        }
    }

    private (string Parent, string Part) InNewWords((string Parent, string Part) container) =>
        _newIds.TryGetValue(container.Parent, out var id) ? (id, container.Part) : container;

    private ImmutableArray<KeyChange> Own(FlowStep before, FlowStep after) =>
        [.. Nodes.Of(before.Source, after.Source, "").Where(change => change.Key != "id")];

    // As few as possible: those that are not in the longest row of steps that kept their order.
    private HashSet<string> Moved(Dictionary<string, PlacedStep> old, Dictionary<string, PlacedStep> current)
    {
        var moved = _after
            .Where(step => old.TryGetValue(step.Step.Id, out var before) && InNewWords(before.Container) != step.Container)
            .Select(step => step.Step.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var container in _after.GroupBy(step => step.Container))
        {
            var places = _before
                .Where(step => current.TryGetValue(step.Step.Id, out var now) && now.Container == container.Key && !moved.Contains(step.Step.Id))
                .Select((step, i) => (step.Step.Id, i))
                .ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
            var now = container.Select(step => step.Step.Id).Where(places.ContainsKey).ToList();
            var kept = LongestRow([.. now.Select(id => places[id])]);
            moved.UnionWith(now.Where((_, i) => !kept.Contains(i)));
        }

        return moved;
    }

    private static HashSet<int> LongestRow(int[] places)
    {
        var length = new int[places.Length];
        var previous = new int[places.Length];
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] + 1 > length[i])
                {
                    (length[i], previous[i]) = (length[j] + 1, j);
                }
            }

            best = best < 0 || length[i] > length[best] ? i : best;
        }

        var row = new HashSet<int>();
        for (; best >= 0; best = previous[best])
        {
            row.Add(best);
        }

        return row;
    }

    private static string Says(FlowStep step) => step.Lines.Length > 0 ? $"{step.Lines[0]}," : $"{step.Verb},";
}
