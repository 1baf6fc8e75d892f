using System.Diagnostics.CodeAnalysis;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. Whatever is waiting when it is free becomes one transaction with one flush to the disk, so the
/// busier the store is, the more commits share a flush; nothing waits for company.
/// </summary>
internal sealed class StoreWriter
{
    private const int MostInBatch = 256;

    private readonly string _file;
    private readonly TimeSpan _lockTimeout;
    private readonly Action<Connection> _ensureSchema;
    private readonly WriteQueue _queue = new(MostInBatch);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _batches;

    private StoreWriter(string file, TimeSpan lockTimeout, Action<Connection> ensureSchema)
    {
        _file = file;
        _lockTimeout = lockTimeout;
        _ensureSchema = ensureSchema;
    }

    /// <summary>Gets how many transactions were committed, for tests and benchmarks.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Opens the file, on the new thread.</summary>
    public static Task<StoreWriter> StartAsync(string file, SqliteStoreOptions options, Action<long> beforeMigration) => StartAsync(
        file,
        options.LockTimeout,
        connection => StoreSchema.Ensure(connection, file, options.TimeProvider.GetUtcNow(), beforeMigration, options.LockTimeout));

    /// <summary>Opens a file for writing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="lockTimeout">How long to wait for other processes.</param>
    /// <param name="ensureSchema">Brings the file up to date.</param>
    public static async Task<StoreWriter> StartAsync(string file, TimeSpan lockTimeout, Action<Connection> ensureSchema)
    {
        var writer = new StoreWriter(file, lockTimeout, ensureSchema);
        new Thread(writer.Run) { Name = "Arch store writer", IsBackground = true }.Start();
        await writer._opened.Task.ConfigureAwait(false);
        return writer;
    }

    public Task<T> WriteAsync<T>(PendingWrite<T> write)
    {
        _queue.Add(write);
        return write.Done;
    }

    /// <summary>Writes what is waiting, takes no more, and closes the file.</summary>
    public Task StopAsync()
    {
        _queue.Close(() => new ObjectDisposedException(nameof(SqliteJournalStore)));
        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            using var connection = Open();
            if (connection is not null)
            {
                _opened.SetResult();
                WriteAll(connection);
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The opener gets it")]
    private Connection? Open()
    {
        Connection? connection = null;
        try
        {
            connection = Connection.Open(_file, _lockTimeout);
            _ensureSchema(connection);
            return connection;
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            _opened.SetException(
                exception is SqliteFailure failure ? StoreFailure.Of(failure, _file).ToException() : exception);
            return null;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The waiters get it")]
    private void WriteAll(Connection connection)
    {
        var batch = new List<PendingWrite>(MostInBatch);
        try
        {
            while (_queue.Take(batch))
            {
                Commit(connection, batch);
                batch.ForEach(static write => write.Complete());
                batch.Clear();
            }
        }
        catch (Exception exception)
        {
            Fail(connection, batch, StoreFailure.Of(exception, _file));
        }
    }

    private void Commit(Connection connection, List<PendingWrite> batch)
    {
        connection.Prepared("BEGIN IMMEDIATE").Run();
        foreach (var write in batch)
        {
            connection.Prepared("SAVEPOINT one").Run();
            if (!write.TryApply(connection))
            {
                connection.Prepared("ROLLBACK TO one").Run();
            }

            connection.Prepared("RELEASE one").Run();
        }

        connection.Prepared("COMMIT").Run();
        Interlocked.Increment(ref _batches);
    }

    /// <summary>
    /// Ends writing for good. After a failed flush the system may have dropped the pages it could not write, so trying again
    /// on this file could report a success that is none; only a new start reads what is truly there.
    /// </summary>
    private void Fail(Connection connection, List<PendingWrite> batch, StoreFailure failure)
    {
        connection.LeaveFileAlone();
        _queue.Close(failure.ToException);
        do
        {
            batch.ForEach(write => write.Fail(failure.ToException()));
            batch.Clear();
        }
        while (_queue.Take(batch));
    }
}
