using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>Who owns agents.</summary>
internal static class AgentClaims
{
    // From one owner to the next along the index: there are few owners and many agents.
    private const string SelectOwners = """
        WITH RECURSIVE owners (owner) AS (
            SELECT min(owner) FROM agents WHERE owner IS NOT NULL
            UNION ALL
            SELECT (SELECT min(agents.owner) FROM agents WHERE agents.owner > owners.owner) FROM owners WHERE owners.owner IS NOT NULL)
        SELECT owner FROM owners WHERE owner IS NOT NULL
        """;

    private const string HasFree = "SELECT 1 FROM agents WHERE owner IS NULL LIMIT 1";
    private const string TakeFree = "UPDATE agents SET owner = ?1, epoch = epoch + 1 WHERE owner IS NULL";

    private const string TakeFromDead = """
        UPDATE agents SET owner = ?1, epoch = epoch + 1, crashes = crashes + (wake_at IS NOT NULL AND wake_at <= ?3) WHERE owner = ?2
        """;

    private const string GiveBack = "UPDATE agents SET owner = NULL WHERE owner = ?1";

    public static bool HasAny(Connection connection, Func<string, bool> isAlive) =>
        connection.Prepared(HasFree).Any() || Owners(connection).Exists(owner => !isAlive(owner));

    public static int Take(Connection connection, string self, DateTimeOffset now, Func<string, bool> isAlive)
    {
        var count = connection.Prepared(TakeFree).Bind(1, self).Run();
        foreach (var owner in Owners(connection).Where(owner => owner != self && !isAlive(owner)))
        {
            count += connection.Prepared(TakeFromDead).Bind(1, self).Bind(2, owner).Bind(3, Moments.ToTicks(now)).Run();
        }

        return count;
    }

    public static int Release(Connection connection, string self) => connection.Prepared(GiveBack).Bind(1, self).Run();

    private static List<string> Owners(Connection connection) => connection.Prepared(SelectOwners).All(static row => row.Text(0));
}
