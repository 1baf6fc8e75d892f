using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>Something to write.</summary>
internal abstract class PendingWrite
{
    /// <summary>Gets why this write alone does not stand; <see langword="null"/> when it does.</summary>
    protected Exception? Refusal { get; private set; }

    /// <summary>Writes inside of the open transaction, or says why that may not be; then what it wrote is undone.</summary>
    /// <returns>Whether the write stands.</returns>
    public bool TryApply(Connection connection)
    {
        try
        {
            Refusal = Apply(connection);
        }
        catch (JournalStoreException exception)
        {
            // A row that this write wanted to read makes no sense; the file can still be written.
            Refusal = exception;
        }

        return Refusal is null;
    }

    /// <summary>Tells the waiter, once the transaction is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the waiter that nothing was written, or that nobody can know whether it was.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Writes inside of the open transaction.</summary>
    /// <returns><see langword="null"/>, or why this write alone is refused.</returns>
    protected abstract Exception? Apply(Connection connection);
}
