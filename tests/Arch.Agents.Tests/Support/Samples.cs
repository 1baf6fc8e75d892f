using System.Text;
using Arch.Agents.Ports;
using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Tests.Support;

internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static AgentDefinition Agent(string name = "tests.one", string type = "tests.agent") =>
        new() { FullName = name, Type = type, Version = 1 };

    public static AgentMail Mail(string id, string agent = "tests.one", string data = "{}", DateTimeOffset? due = null) => new()
    {
        Agent = agent,
        Id = id,
        Kind = AgentMessageKind.Message,
        Subject = "s",
        Sender = "ada",
        Data = Encoding.UTF8.GetBytes(data),
        SentAt = Now,
        DueAt = due ?? Now,
    };
}
