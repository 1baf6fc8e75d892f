using System.Collections.Concurrent;
using Arch.Engine.Ports;
using Arch.Sdk;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>
/// Lends connections: one for writing, to one caller at a time, and any number for reading. A database in memory has one for all,
/// since it lives as long as its connection.
/// </summary>
internal sealed class VectorLanes : IDisposable
{
    public const string InMemory = ":memory:";
    private const int KeptReaders = 4;

    private readonly string _file;
    private readonly TimeSpan _lockTimeout;
    private readonly Connection _writer;
    private readonly Lock _writing = new();
    private readonly ConcurrentBag<Connection> _readers = [];
    private volatile bool _isClosed;

    private VectorLanes(string file, TimeSpan lockTimeout, Connection writer)
    {
        _file = file;
        _lockTimeout = lockTimeout;
        _writer = writer;
    }

    public static VectorLanes Open(string? folder, TimeSpan lockTimeout)
    {
        var file = InMemory;
        try
        {
            if (folder is not null)
            {
                file = Path.Combine(Directory.CreateDirectory(folder).FullName, "vectors.db");
            }

            var writer = Connection.Open(file, lockTimeout);
            try
            {
                VectorSchema.Ensure(writer, file, lockTimeout);
                return new VectorLanes(file, lockTimeout, writer);
            }
            catch
            {
                writer.Dispose();
                throw;
            }
        }
        catch (SqliteFailure failure)
        {
            throw Failure(failure, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var unusable = StoreFailure.UnusableFolder(folder ?? file, exception);
            throw new StepException(unusable.Code, unusable.Message, unusable);
        }
        catch (JournalStoreException exception)
        {
            throw new StepException(exception.Code, exception.Message, exception);
        }
    }

    /// <summary>Reads one state of the file.</summary>
    public T Read<T>(Func<Connection, T> read) => _file == InMemory ? Exclusively(_writer => _writer.Consistently(read)) : Shared(read);

    /// <summary>Writes all or nothing.</summary>
    public T Write<T>(Func<Connection, T> write) => Exclusively(writer =>
    {
        writer.Execute("BEGIN IMMEDIATE");
        var isDone = false;
        try
        {
            var result = write(writer);
            writer.Execute("COMMIT");
            isDone = true;
            return result;
        }
        finally
        {
            if (!isDone)
            {
                Undo(writer);
            }
        }
    });

    public void Dispose()
    {
        lock (_writing)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            CloseReaders();
            _writer.Dispose();
        }
    }

    // SQLite has undone the work of itself after some failures; then there is nothing left to undo.
    private static void Undo(Connection writer)
    {
        try
        {
            writer.Execute("ROLLBACK");
        }
        catch (SqliteFailure failure) when (!failure.IsBusy)
        {
            // The failure that led here is the one to tell.
            return;
        }
    }

    private static StepException Failure(SqliteFailure failure, string file)
    {
        var told = StoreFailure.Of(failure, file);
        return new StepException(told.Code, told.Message, failure) { Retryable = failure.IsBusy };
    }

    private T Exclusively<T>(Func<Connection, T> use)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteVectorStore));
            try
            {
                return use(_writer);
            }
            catch (SqliteFailure failure)
            {
                throw Failure(failure, _file);
            }
        }
    }

    private T Shared<T>(Func<Connection, T> read)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteVectorStore));
        try
        {
            var reader = _readers.TryTake(out var kept) ? kept : OpenReader();
            try
            {
                return reader.Consistently(read);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteFailure failure)
        {
            throw Failure(failure, _file);
        }
    }

    private Connection OpenReader()
    {
        var reader = Connection.Open(_file, _lockTimeout);
        // Only the writer moves what was committed into the main file.
        reader.LeaveFileAlone();
        return reader;
    }

    private void Return(Connection reader)
    {
        if (_readers.Count >= KeptReaders)
        {
            reader.Dispose();
            return;
        }

        _readers.Add(reader);
        if (_isClosed)
        {
            // Nobody will come for what was put back after the bag was emptied.
            CloseReaders();
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
