using Arch.Engine.History;
using Arch.Engine.Runs;

namespace Arch.Host.Output;

/// <summary>The words for what runs wait for, and for what ends the waiting.</summary>
internal static class WaitText
{
    /// <summary>Says what a step waits for: <c>waits for signal 'go' or until 2026-11-23 08:00:00Z</c>.</summary>
    public static string Describe(WaitingStep step) => Describe(step.WaitsFor, step.NeedsAll);

    /// <summary>Says what is waited for.</summary>
    public static string Describe(IReadOnlyList<WaitView> waits, bool needsAll)
    {
        if (waits is [{ Kind: WaitKind.Resume } resume])
        {
            return $"is paused: {resume.Name}";
        }

        var things = string.Join(needsAll ? " and " : " or ", waits.Select(Describe));
        return waits[0].TimeoutAt is { } end ? $"waits {things}, at most until {StepText.Of(end)}" : $"waits {things}";
    }

    /// <summary>Gives commands that end the waiting, or that show what it is about.</summary>
    /// <returns>The commands; none for a moment, which comes by itself.</returns>
    public static IEnumerable<string> Commands(RunId runId, WaitView wait) => wait.Kind switch
    {
        WaitKind.Signal => [$"arch runs signal {runId} {ShellText.Quote(wait.Name)}"],
        WaitKind.Event => [$"arch events publish {ShellText.Quote(Subject(wait.Name))}"],
        WaitKind.Task => wait.Actions.Select(action => $"arch tasks complete {wait.Name} --action {ShellText.Quote(action)}"),
        WaitKind.Run => [$"arch runs show {wait.Name}"],
        WaitKind.Agent => [$"arch agents show {wait.Name}"],
        WaitKind.Permit => [$"arch permits list {ShellText.Quote(wait.Name)}"],
        WaitKind.Resume => [$"arch runs resume {runId}"],
        _ => [],
    };

    /// <summary>Gives the word for a kind, as programs read it.</summary>
    public static string Of(WaitKind kind) => kind switch
    {
        WaitKind.Timer => "timer",
        WaitKind.Signal => "signal",
        WaitKind.Event => "event",
        WaitKind.Task => "task",
        WaitKind.Permit => "permit",
        WaitKind.Run => "run",
        WaitKind.Agent => "agent",
        WaitKind.Retry => "retry",
        WaitKind.Iteration => "iteration",
        _ => "resume",
    };

    // What is published has one subject; a pattern means many.
    private static string Subject(string pattern) =>
        string.Join('.', pattern.Split('.').Select(part => part is "*" or ">" ? "PART" : part));

    private static string Describe(WaitView wait)
    {
        var until = wait.Until is { } moment ? $"until {StepText.Of(moment)}" : "";
        return wait.Kind switch
        {
            WaitKind.Signal => $"for signal '{wait.Name}'",
            WaitKind.Event => $"for an event '{wait.Name}'",
            WaitKind.Task => $"for a person: {wait.Title}",
            WaitKind.Run => $"for run {wait.Name}",
            WaitKind.Agent => $"for agent {wait.Name}",
            WaitKind.Permit => $"for a permit of '{wait.Name}'",
            WaitKind.Retry => $"for its next attempt, {until}",
            WaitKind.Iteration => $"for its next round, {until}",
            WaitKind.Resume => "for somebody who resumes the run",
            _ => until,
        };
    }
}
