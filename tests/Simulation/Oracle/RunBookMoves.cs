using System.Text.Json;
using Simulation.Workload;

namespace Simulation.Oracle;

/// <summary>When a run may go on with another version of its workflow, and what becomes of it.</summary>
internal sealed partial class RunBook
{
    /// <summary>Lists what speaks against a move to another version; nothing when it is safe.</summary>
    public IEnumerable<string> AgainstMove(BookVersion to)
    {
        if (Ended is not null)
        {
            return ["it has ended"];
        }

        if (_steps.Values.Any(step => step.Unwinding is not null) || _lanes.Values.Any(lane => lane.Undoes is not null || lane.IsEnding))
        {
            return ["something in it is about to end"];
        }

        return AgainstData(to)
            .Concat(_steps.Values.Where(step => step.Node is not null).SelectMany(step => AgainstStep(step, to)))
            .Concat(_lanes.Values.SelectMany(lane => AgainstLane(lane, to)))
            .Concat(_steps.Values.SelectMany(step => step.Completed).Where(done => Counterpart(done.Node, to)?.Compensate is null)
                .Select(done => $"'{done.Node.Id}' can no longer be undone"));
    }

    /// <summary>
    /// Tells whether a refusal may have its reason. What a wait gave may not fit one that waits for something else; whether it does
    /// follows from types, which the oracle does not have.
    /// </summary>
    public bool MayRefuse(BookVersion to) => AgainstMove(to).Any()
        || _version.Text.ById.Values.Any(step => step.Verb == "wait" && to.Text.ById.TryGetValue(step.Id, out var other) && other.Words != step.Words);

    private void Move(JsonElement fields)
    {
        var to = versions(fields.Text("definition")!); // it has one
        Must(to.Definition.Id != Definition.Id, "it goes on with the version that it has");
        Must(to.Definition.FullName == Definition.FullName, "it goes on with another workflow");
        Must(!AgainstMove(to).Any(), $"it goes on with a version that does not fit: {string.Join("; ", AgainstMove(to))}");
        if (fields.Member("inputs") is { ValueKind: JsonValueKind.Object } inputs)
        {
            Must(
                Inputs.EnumerateObject().All(input => inputs.Member(input.Name).ToString() == input.Value.ToString()),
                "its inputs change with its version");
            Inputs = inputs;
        }

        Must(!HasMore(to) || Inputs.Number("more") == 5, "it lacks an input of its new version");
        foreach (var step in _steps.Values)
        {
            step.Node = step.Node is { } node ? Counterpart(node, to) ?? node : null;
            for (var i = 0; i < step.Completed.Count; i++)
            {
                step.Completed[i] = step.Completed[i] with { Node = Counterpart(step.Completed[i].Node, to) ?? step.Completed[i].Node };
            }
        }

        foreach (var lane in _lanes.Values)
        {
            for (var i = 0; i < lane.Begun.Count; i++)
            {
                lane.Begun[i] = Counterpart(lane.Begun[i], to) ?? lane.Begun[i];
            }
        }

        _version = to;
        Moves++;
    }

    private IEnumerable<string> AgainstData(BookVersion to)
    {
        if (to.Source.Contains(VersionWriter.Need, StringComparison.Ordinal))
        {
            yield return "it lacks an input";
        }

        if (Inputs.Number("more") is not null && !HasMore(to))
        {
            yield return "it has an input that the version does not know";
        }

        if (Root.IsQueued && to.Definition.Limits.Length != Definition.Limits.Length)
        {
            yield return "it waits for a permit that the version does not have";
        }
    }

    private IEnumerable<string> AgainstStep(BookStep step, BookVersion to)
    {
        var node = step.Node!; // the caller has seen that it is there
        if (Counterpart(node, to) is null)
        {
            return [$"{step} is not there"];
        }

        if (!_version.Text.ById.TryGetValue(_version.Name(node), out var words))
        {
            return []; // it stands in an action, which never changes
        }

        var other = to.Text.ById[words.Id];
        return words.Words != other.Words || (words.Verb == "graph" && !HasSameGraph(words, other, to)) ? [$"{step} says something else"] : [];
    }

    private bool HasSameGraph(StepWords words, StepWords other, BookVersion to) =>
        _version.Text.Inside(words).SequenceEqual(to.Text.Inside(other))
        && _version.Text.Block(words.Place + "/graph").Select(step => step.Needs).SequenceEqual(to.Text.Block(other.Place + "/graph").Select(step => step.Needs));

    private IEnumerable<string> AgainstLane(BookLane lane, BookVersion to)
    {
        if (lane.Begun.Count == 0 || !_version.Text.ById.TryGetValue(_version.Name(lane.Begun[0]), out var first))
        {
            yield break;
        }

        var isGraph = first.Block.EndsWith("/graph", StringComparison.Ordinal);
        var steps = to.Text.Block(first.Block).ToList();
        for (var i = 0; i < lane.Begun.Count; i++)
        {
            var begun = _version.Text.ById[lane.Begun[i].Id];
            var there = isGraph ? to.Text.ById.GetValueOrDefault(begun.Id) : steps.ElementAtOrDefault(i);
            if (there is null || there.Id != begun.Id || there.Verb != begun.Verb)
            {
                yield return $"'{begun.Id}' is not in its place";
            }
            else if (lane.Current?.Node != lane.Begun[i] && !_version.Text.Inside(begun).SequenceEqual(to.Text.Inside(there)))
            {
                yield return $"'{begun.Id}' has other steps in it";
            }
        }
    }

    private Arch.Workflows.Definitions.StepNode? Counterpart(Arch.Workflows.Definitions.StepNode node, BookVersion to)
    {
        var name = _version.Name(node);
        var isSame = !_version.Text.ById.TryGetValue(name, out var words)
            || (to.Text.ById.TryGetValue(name, out var other) && other.Block == words.Block && other.Verb == words.Verb);
        return isSame ? to.Find(name) : null;
    }

    private static bool HasMore(BookVersion version) => version.Source.Contains("more: {type: integer", StringComparison.Ordinal);
}
