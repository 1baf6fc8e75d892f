using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Ports;

/// <summary>The messages with which stores answer those who ask for permits.</summary>
public static class PermitMessages
{
    /// <summary>Says that a permit was granted.</summary>
    /// <param name="runId">The run that asked.</param>
    /// <param name="activation">The step that asked, 0 for the run itself.</param>
    /// <param name="key">The key.</param>
    /// <param name="at">When.</param>
    /// <returns>The message.</returns>
    public static RunMessage Granted(RunId runId, int activation, string key, DateTimeOffset at) => new()
    {
        RunId = runId,
        Id = $"permit/{activation}/{key}",
        Kind = RunMessageKind.Permit,
        Name = key,
        At = at,
        Data = Value.From(ValueObject.Of(("activation", Value.From(activation)), ("granted", Value.From(true)))),
    };

    /// <summary>Says that a permit was refused.</summary>
    /// <param name="runId">The run that asked.</param>
    /// <param name="activation">The step that asked, 0 for the run itself.</param>
    /// <param name="key">The key.</param>
    /// <param name="reason"><c>limit</c> or <c>queue_full</c>.</param>
    /// <param name="holders">The runs that hold the permits.</param>
    /// <param name="at">When.</param>
    /// <returns>The message.</returns>
    public static RunMessage Refused(
        RunId runId,
        int activation,
        string key,
        string reason,
        IEnumerable<RunId> holders,
        DateTimeOffset at) => new()
        {
            RunId = runId,
            Id = $"permit/{activation}/{key}",
            Kind = RunMessageKind.Permit,
            Name = key,
            At = at,
            Data = Value.From(ValueObject.Of(
            ("activation", Value.From(activation)),
            ("granted", Value.From(false)),
            ("reason", Value.From(reason)),
            ("holders", Value.From(ValueArray.Of([.. holders.Select(holder => Value.From(holder.Value))]))))),
        };

    /// <summary>Tells the holder of a permit to give it up to another.</summary>
    /// <param name="holder">The run that holds it.</param>
    /// <param name="activation">The step that holds it, 0 for the run itself.</param>
    /// <param name="key">The key.</param>
    /// <param name="by">The run that takes its place.</param>
    /// <param name="at">When.</param>
    /// <returns>The message.</returns>
    public static RunMessage Replaced(RunId holder, int activation, string key, RunId by, DateTimeOffset at) => new()
    {
        RunId = holder,
        Id = $"replaced/{activation}/{key}/{by}",
        Kind = RunMessageKind.Cancel,
        Name = $"Run '{by}' takes the place under the concurrency key '{key}'.",
        At = at,
        Data = Value.From(ValueObject.Of(("compensate", Value.From(false)), ("activation", Value.From(activation)))),
    };
}
