using System.Text.Json;
using Arch.Agents.Ports;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Host.Output;

/// <summary>Says how agents stand.</summary>
internal static class AgentReport
{
    public static void Write(Utf8JsonWriter writer, AgentSummary agent)
    {
        writer.WriteStartObject();
        WriteMembers(writer, agent);
        writer.WriteEndObject();
    }

    public static void Write(
        Utf8JsonWriter writer, AgentSummary agent, AgentDefinition definition, byte[]? state, IReadOnlyList<AgentMail> mail, IReadOnlyList<DeadLetter> dead)
    {
        writer.WriteStartObject();
        WriteMembers(writer, agent);
        writer.WriteString("inbox", definition.Inbox);
        JsonText.WriteValue(writer, "settings", definition.Settings);
        JsonText.WriteValue(writer, "state", state is null ? Value.Null : ValueJson.Parse(state, ValueDepth.InRecords));
        writer.WriteStartArray("mailbox");
        foreach (var one in mail)
        {
            WriteMail(writer, one, null);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("deadLetters");
        foreach (var one in dead)
        {
            WriteMail(writer, one.Mail, one.Error);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, AgentLogLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("at", line.At);
        writer.WriteString("level", line.Level.ToString().ToLowerInvariant());
        writer.WriteString("text", line.Text);
        writer.WriteEndObject();
    }

    public static string Line(AgentSummary agent)
    {
        var reason = agent.Life.Reason is { } why ? $"  {why}" : "";
        return $"{agent.Agent}  {Of(agent),-8}  {agent.Type}  {Counted.Of((int)agent.Pending, "message")} waiting, {agent.Handled} handled, {agent.Dead} put aside{reason}";
    }

    public static async Task WriteTextAsync(
        TextWriter writer, AgentSummary agent, AgentDefinition definition, byte[]? state, IReadOnlyList<AgentMail> mail, IReadOnlyList<DeadLetter> dead)
    {
        await writer.WriteLineAsync(Line(agent));
        await writer.WriteLineAsync($"Settings: {JsonText.Short(definition.Settings)}");
        await writer.WriteLineAsync($"State:    {(state is null ? "none yet" : JsonText.Short(ValueJson.Parse(state, ValueDepth.InRecords)))}");
        if (agent.Life.RestartAt is { } restart)
        {
            await writer.WriteLineAsync($"Goes on:  {StepText.Of(restart)}");
        }

        foreach (var one in mail)
        {
            await writer.WriteLineAsync($"Waiting:  {one.Kind.ToString().ToLowerInvariant()} '{one.Subject}' {one.Id}, due {StepText.Of(one.DueAt)}");
        }

        foreach (var one in dead)
        {
            await writer.WriteLineAsync($"Aside:    {one.Mail.Kind.ToString().ToLowerInvariant()} '{one.Mail.Subject}' {one.Mail.Id}: {one.Error}");
        }
    }

    public static string Of(AgentSummary agent) => agent.Life.Status.ToString().ToLowerInvariant();

    private static void WriteMembers(Utf8JsonWriter writer, AgentSummary agent)
    {
        writer.WriteString("agent", agent.Agent);
        writer.WriteString("title", agent.Title);
        writer.WriteString("type", agent.Type);
        writer.WriteString("status", Of(agent));
        writer.WriteString("reason", agent.Life.Reason);
        writer.WriteNumber("failures", agent.Life.Failures);
        JsonText.WriteMoment(writer, "restartAt", agent.Life.RestartAt);
        writer.WriteNumber("pending", agent.Pending);
        writer.WriteNumber("handled", agent.Handled);
        writer.WriteNumber("dead", agent.Dead);
        JsonText.WriteMoment(writer, "lastAt", agent.LastAt);
    }

    private static void WriteMail(Utf8JsonWriter writer, AgentMail mail, string? error)
    {
        writer.WriteStartObject();
        writer.WriteString("id", mail.Id);
        writer.WriteString("kind", mail.Kind.ToString().ToLowerInvariant());
        writer.WriteString("subject", mail.Subject);
        writer.WriteString("sender", mail.Sender);
        JsonText.WriteValue(writer, "data", mail.Data is null ? Value.Null : ValueJson.Parse(mail.Data, ValueDepth.InRecords));
        writer.WriteString("sentAt", mail.SentAt);
        writer.WriteString("dueAt", mail.DueAt);
        writer.WriteNumber("attempts", mail.Attempts);
        if (error is not null)
        {
            writer.WriteString("error", error);
        }

        writer.WriteEndObject();
    }
}
