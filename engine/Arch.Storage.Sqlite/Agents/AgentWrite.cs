using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Writing;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>A write to <c>agents.db</c>.</summary>
/// <param name="apply">Writes, and gives the outcome and whether it is kept; what is not kept is taken back.</param>
internal sealed class AgentWrite<T>(Func<Connection, (T Outcome, bool IsKept)> apply) : PendingWrite<T>
{
    private T _outcome = default!; // set before anybody asks for it

    protected override T Outcome => _outcome;

    protected override Exception? Apply(Connection connection)
    {
        (_outcome, var isKept) = apply(connection);
        if (!isKept)
        {
            // Taken back here, since for the writer a refusal is an exception.
            connection.Prepared("ROLLBACK TO one").Run();
        }

        return null;
    }
}
