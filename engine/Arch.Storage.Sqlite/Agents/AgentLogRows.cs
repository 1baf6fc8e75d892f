using Arch.Agents.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>The logs of agents, of which the newest lines are kept.</summary>
internal static class AgentLogRows
{
    private const string Insert = "INSERT INTO log (agent, at, level, text) VALUES (?1, ?2, ?3, ?4)";

    private const string Trim = """
        DELETE FROM log WHERE agent = ?1
            AND number <= (SELECT number FROM log WHERE agent = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
        """;

    private const string Select = "SELECT at, level, text FROM log WHERE agent = ?1 ORDER BY number DESC LIMIT ?2";

    public static void Add(Connection connection, AgentRow row, IReadOnlyList<AgentLogLine> lines)
    {
        foreach (var line in lines)
        {
            connection.Prepared(Insert)
                .Bind(1, row.Number).Bind(2, Moments.ToTicks(line.At)).Bind(3, AgentNames.Of(line.Level)).Bind(4, line.Text)
                .Run();
        }

        if (lines.Count > 0)
        {
            connection.Prepared(Trim).Bind(1, row.Number).Bind(2, row.MostLines).Run();
        }
    }

    public static IReadOnlyList<AgentLogLine> Read(Connection connection, long agent, int limit)
    {
        var lines = connection.Prepared(Select).Bind(1, agent).Bind(2, limit)
            .All(static row => new AgentLogLine(Moments.FromTicks(row.Int64(0)), AgentNames.Level(row.Text(1)), row.Text(2)));
        lines.Reverse();
        return lines;
    }
}
