using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk.Agents;

namespace Arch.Agents.Ports;

/// <summary>Messages that stores themselves put into mailboxes, and what they say when one cannot be sent.</summary>
public static class AgentMailRules
{
    /// <summary>Makes the message with which an agent starts.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="start">The number of the start, from 1.</param>
    /// <param name="at">When.</param>
    public static AgentMail Start(string agent, long start, DateTimeOffset at) => new()
    {
        Agent = agent,
        Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"start/{start}"),
        Kind = AgentMessageKind.Start,
        SentAt = at,
        DueAt = at,
    };

    /// <summary>Makes the message of an event.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="message">The event.</param>
    public static AgentMail Event(string agent, BusEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new AgentMail
        {
            Agent = agent,
            Id = "event/" + message.Id,
            Kind = AgentMessageKind.Event,
            Subject = message.Subject,
            Sender = message.Source is { } run ? "run:" + run.Value : null,
            Data = message.Data.IsUndefined ? null : ValueJson.ToUtf8(message.Data),
            SentAt = message.At,
            DueAt = message.At,
        };
    }

    /// <summary>Gets when a message is due that waits for the end of a run.</summary>
    public static DateTimeOffset Never { get; } = DateTimeOffset.MaxValue;

    /// <summary>Makes the message that waits for the end of a run.</summary>
    /// <param name="agent">The agent that hears of it.</param>
    /// <param name="runId">The run.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="at">When it was asked for.</param>
    public static AgentMail Awaiting(string agent, string runId, string subject, DateTimeOffset at) => new()
    {
        Agent = agent,
        Id = "run/" + runId,
        Kind = AgentMessageKind.Run,
        Subject = subject,
        Sender = "run:" + runId,
        Expects = runId,
        SentAt = at,
        DueAt = Never,
    };

    /// <summary>Gets the data of the message that tells the end of a run.</summary>
    /// <param name="end">The end.</param>
    /// <param name="most">The most bytes; outputs that make it larger are left out and told as an error.</param>
    public static byte[] DataOf(AgentRunEnd end, long most)
    {
        ArgumentNullException.ThrowIfNull(end);
        var whole = Write(end);
        return whole.Length <= most ? whole : Write(end with
        {
            Outputs = Value.Undefined,
            ErrorCode = "ARCH8013",
            ErrorMessage = $"The end of the run takes {whole.Length} bytes, more than the {most} that 'limits.message_bytes' of the agent allows.",
        });
    }

    /// <summary>Says why a message cannot be sent.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="result">What became of it.</param>
    /// <returns>A code and a message; <see langword="null"/> when it can.</returns>
    public static (string Code, string Message)? Refusal(AgentMail mail, MailResult result)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return result switch
        {
            MailResult.Unknown => ("ARCH8001", $"There is no agent '{mail.Agent}'. 'arch agents list' shows those there are."),
            MailResult.Full => ("ARCH8012", $"The mailbox of agent '{mail.Agent}' is full: as many messages wait as 'limits.mailbox' allows. Send again later."),
            MailResult.TooLarge => ("ARCH8013", $"The data of the message to agent '{mail.Agent}' takes {mail.Data?.Length ?? 0} bytes, more than its 'limits.message' allows."),
            _ => null,
        };
    }

    /// <summary>Makes the line that tells an agent's log that an event found its mailbox full.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="at">When.</param>
    public static AgentLogLine Missed(AgentMail mail, MailResult result, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return new(at, Sdk.PluginLogLevel.Error, $"The event {mail.Id} ('{mail.Subject}') was not taken: {Refusal(mail, result)?.Message}");
    }

    private static byte[] Write(AgentRunEnd end) => ValueJson.ToUtf8(Value.From(ValueObject.Of(
        ("run", Value.From(end.RunId)),
        ("status", Value.From(end.Status)),
        ("outputs", end.Outputs.Kind == ValueKind.Object ? end.Outputs : Value.EmptyObject),
        ("error", end.ErrorCode is null ? Value.Null : Value.From(ValueObject.Of(
            ("code", Value.From(end.ErrorCode)), ("message", Value.From(end.ErrorMessage ?? ""))))))));
}
