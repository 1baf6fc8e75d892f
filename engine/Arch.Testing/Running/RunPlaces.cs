using System.Collections.Immutable;
using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Runs;
using Arch.Workflows.Testing;

namespace Arch.Testing.Running;

/// <summary>Finds the places of steps as keys name them: with what is around them, also in the runs that called theirs.</summary>
internal sealed class RunPlaces(MemoryJournalStore store, MockedDefinitions definitions)
{
    private readonly Dictionary<RunId, ImmutableArray<StepKeyPart>> _around = [];

    /// <summary>Gets the place of a step.</summary>
    public async ValueTask<ImmutableArray<StepKeyPart>> ChainOfAsync(RunId runId, string stepPath) =>
        (await AroundAsync(runId).ConfigureAwait(false)).AddRange(Parse(stepPath));

    /// <summary>Shows a run as it is now.</summary>
    public async ValueTask<RunView?> ViewAsync(RunId runId)
    {
        var records = await store.ReadAsync(runId).ConfigureAwait(false);
        return records.Count == 0
            ? null
            : RunViews.At(new RunDefinitions(RunDefinitions.NamedIn(records).Select(definitions.MockedOf)), runId, records);
    }

    private static IEnumerable<StepKeyPart> Parse(string path)
    {
        foreach (var part in path.Split('/'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            yield return bracket < 0
                ? new StepKeyPart(part, null, IsLoop: false)
                : new StepKeyPart(part[..bracket], int.Parse(part.AsSpan(bracket + 1, part.Length - bracket - 2), System.Globalization.CultureInfo.InvariantCulture), IsLoop: true);
        }
    }

    private async ValueTask<ImmutableArray<StepKeyPart>> AroundAsync(RunId runId)
    {
        if (_around.TryGetValue(runId, out var known))
        {
            return known;
        }

        ImmutableArray<StepKeyPart> around = [];
        if (await store.FindAsync(runId).ConfigureAwait(false) is { Parent: { } parent }
            && await ViewAsync(parent).ConfigureAwait(false) is { } view)
        {
            // The id of a called run is that of its caller, the number of the step, and the attempt.
            var caller = view.AllSteps().FirstOrDefault(step => step.Called is { } called && WithoutAttempt(called) == WithoutAttempt(runId));
            around = caller is null
                ? await AroundAsync(parent).ConfigureAwait(false)
                : await ChainOfAsync(parent, caller.Path).ConfigureAwait(false);
        }

        _around[runId] = around;
        return around;
    }

    private static string WithoutAttempt(RunId runId) => runId.Value[..Math.Max(0, runId.Value.LastIndexOf('-'))];
}
