using System.CommandLine;
using Arch.Agents.Ports;
using Arch.Expressions.Values;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Sdk.Agents;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents send</c>.</summary>
internal static class AgentsSendCommand
{
    public static Command Create()
    {
        var agent = new Argument<string>("agent") { Description = "The agent: namespace.id." };
        var subject = new Option<string>("--subject") { Description = "What it is about.", DefaultValueFactory = _ => "", HelpName = "text" };
        var data = CommonOptions.Data("--data", "The data of the message:");
        var id = new Option<string?>("--id") { Description = "An id of your choice: a message that was sent under it before changes nothing.", HelpName = "id" };
        var (by, output) = (CommonOptions.By(), CommonOptions.Output());
        var command = new Command("send", "Sends a message to an agent. It waits until a host has the agent handle it.") { agent, subject, data, id, by, output };
        command.SetAction((parsed, _) => SendAsync(
            parsed.GetRequiredValue(agent),
            parsed.GetRequiredValue(subject),
            JsonArgument.Read("--data", parsed.GetValue(data)),
            parsed.GetValue(id),
            parsed.GetRequiredValue(by),
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> SendAsync(string agent, string subject, Value data, string? id, string by, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectAgentStore.OpenForAsync(project, agent);
        var now = TimeProvider.System.GetUtcNow();
        var mail = new AgentMail
        {
            Agent = agent,
            Id = "send/" + (id ?? Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))),
            Kind = AgentMessageKind.Message,
            Subject = subject,
            Sender = by,
            Data = data.IsUndefined ? null : ValueJson.ToUtf8(data),
            SentAt = now,
            DueAt = now,
        };
        var result = await store.SendAsync(mail);
        ProjectAgentStore.Refuse(mail, result);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("agent", agent);
                writer.WriteString("id", mail.Id);
                writer.WriteBoolean("isNew", result == MailResult.Accepted);
                writer.WriteEndObject();
            }));
        }
        else
        {
            await Console.Out.WriteLineAsync(result == MailResult.Accepted
                ? $"Sent to {agent} (message {mail.Id})."
                : $"Agent {agent} has message {mail.Id} already.");
        }

        return ExitCodes.Succeeded;
    }
}
