using Arch.Engine.History;

namespace Arch.Host.Output;

/// <summary>A step that waits, or the run itself.</summary>
/// <param name="Path">The place of the step in the run; <see langword="null"/> for the run itself.</param>
/// <param name="NeedsAll">Whether all of what it waits for must come, rather than one of it.</param>
/// <param name="WaitsFor">What it waits for, at least one thing.</param>
internal sealed record WaitingStep(string? Path, bool NeedsAll, IReadOnlyList<WaitView> WaitsFor)
{
    /// <summary>Lists what waits in a run.</summary>
    public static IReadOnlyList<WaitingStep> In(RunView run)
    {
        var waiting = new List<WaitingStep>();
        if (!run.WaitsFor.IsEmpty)
        {
            waiting.Add(new WaitingStep(null, NeedsAll: true, run.WaitsFor));
        }

        waiting.AddRange(run.AllSteps()
            .Where(step => step.WaitsFor.Any(wait => !wait.IsMet))
            .Select(step => new WaitingStep(step.Path, step.NeedsAll, [.. step.WaitsFor.Where(wait => !wait.IsMet)])));
        return waiting;
    }
}
