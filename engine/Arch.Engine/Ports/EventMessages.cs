using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>The messages with which stores tell runs of events.</summary>
public static class EventMessages
{
    /// <summary>How many events that came before it a wait gets at most, the newest.</summary>
    public const int MostEarlier = 1_000;

    /// <summary>Tells a run of an event that it waits for.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="message">The event.</param>
    /// <returns>The message.</returns>
    public static RunMessage Of(RunId runId, BusEvent message) => new()
    {
        RunId = runId,
        Id = $"event/{message.Id}",
        Kind = RunMessageKind.Event,
        Name = message.Subject,
        Data = message.ToValue(),
        At = message.At,
    };
}
