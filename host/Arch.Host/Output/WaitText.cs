using Arch.Engine.Progress;
using Arch.Engine.Runs;

namespace Arch.Host.Output;

/// <summary>The words for what runs wait for, and for what ends the waiting.</summary>
internal static class WaitText
{
    /// <summary>Says what a step waits for: <c>waits for signal 'go' or until 2026-11-23 08:00:00Z</c>.</summary>
    public static string Describe(WaitingStep step)
    {
        var things = string.Join(step.NeedsAll ? " and " : " or ", step.Awaits.Select(Describe));
        var isBounded = step.Awaits.All(awaited => awaited.Kind != AwaitedKind.Moment);
        return isBounded && step.Awaits[0].Until is { } end ? $"waits {things}, until {StepText.Of(end)} at most" : $"waits {things}";
    }

    /// <summary>Gives the command that ends the waiting, or shows what it is about.</summary>
    /// <returns>The command; <see langword="null"/> for a moment, which comes by itself.</returns>
    public static string? Command(RunId runId, Awaited awaited) => awaited.Kind switch
    {
        AwaitedKind.Signal => $"arch runs signal {runId} {ShellText.Quote(awaited.Name)}",
        AwaitedKind.Event => $"arch events publish {ShellText.Quote(awaited.Name)}",
        AwaitedKind.Person => $"arch tasks complete {awaited.TaskId} --action {string.Join('|', awaited.Actions.Select(ShellText.Quote))}",
        AwaitedKind.Run => $"arch runs show {awaited.Name}",
        AwaitedKind.Permit => $"arch permits list {ShellText.Quote(awaited.Name)}",
        _ => null,
    };

    /// <summary>Gives the word for a kind, as programs read it.</summary>
    public static string Of(AwaitedKind kind) => kind switch
    {
        AwaitedKind.Moment => "moment",
        AwaitedKind.Signal => "signal",
        AwaitedKind.Event => "event",
        AwaitedKind.Person => "person",
        AwaitedKind.Run => "run",
        _ => "permit",
    };

    private static string Describe(Awaited awaited) => awaited.Kind switch
    {
        AwaitedKind.Moment when awaited.Until is { } moment => $"until {StepText.Of(moment)}",
        AwaitedKind.Signal => $"for signal '{awaited.Name}'",
        AwaitedKind.Event => $"for an event '{awaited.Name}'",
        AwaitedKind.Person => $"for a person: {awaited.Name}",
        AwaitedKind.Run => $"for run {awaited.Name}",
        _ => $"for a permit of '{awaited.Name}'",
    };
}
