using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Writing;

namespace Arch.Storage.Sqlite.Triggers;

/// <summary>A write to <c>triggers.db</c>.</summary>
internal sealed class TriggerWrite<T>(Func<Connection, T> apply) : PendingWrite<T>
{
    private T _outcome = default!; // set before anybody asks for it

    protected override T Outcome => _outcome;

    protected override Exception? Apply(Connection connection)
    {
        _outcome = apply(connection);
        return null;
    }
}
