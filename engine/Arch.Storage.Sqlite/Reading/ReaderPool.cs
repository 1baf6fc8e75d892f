using System.Collections.Concurrent;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>
/// Lends connections for reading, each to one caller at a time, and keeps a few for the next. They see what was committed and
/// never wait for the writer.
/// </summary>
internal sealed class ReaderPool(string file, TimeSpan lockTimeout) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<Connection> _free = [];
    private volatile bool _closed;

    /// <summary>Reads; what SQLite says against it comes out as the store's own failure.</summary>
    public T Read<T>(Func<Connection, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteJournalStore));
        try
        {
            var reader = Take();
            try
            {
                return read(reader);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteFailure failure)
        {
            throw StoreFailure.Of(failure, file).ToException();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private Connection Take() => _free.TryTake(out var kept) ? kept : Open();

    private Connection Open()
    {
        var connection = Connection.Open(file, lockTimeout);
        // Only the writer moves what was committed into the main file.
        connection.LeaveFileAlone();
        return connection;
    }

    private void Return(Connection reader)
    {
        if (_free.Count >= Kept)
        {
            reader.Dispose();
            return;
        }

        _free.Add(reader);
        if (_closed)
        {
            // Nobody will come for what was put back after the pool was emptied.
            Dispose();
        }
    }
}
