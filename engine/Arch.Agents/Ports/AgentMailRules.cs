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
}
