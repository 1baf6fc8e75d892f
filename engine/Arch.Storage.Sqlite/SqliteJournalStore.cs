using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Content;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Writing;
using Arch.Storage.Sqlite.Writing.Commits;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite;

/// <summary>
/// Journals in an SQLite file, <c>arch.db</c> in the folder of the store. A commit is durable, against the loss of power too,
/// when its task ends. An owner that died, even by SIGKILL, is known as dead at once.
/// </summary>
/// <remarks>
/// Writes are done by one thread, which puts all that is waiting into one transaction. Reads are done on the caller's thread.
/// After a failure to write, all writes fail with the same code until the store is opened anew.
/// </remarks>
public sealed partial class SqliteJournalStore : IJournalStore, IRunIndex
{
    private readonly TimeProvider _time;
    private readonly string _hosts;
    private readonly OwnerLock _owner;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly HashSet<string> _saved = new(StringComparer.Ordinal);

    private SqliteJournalStore(
        SqliteStoreOptions options,
        string file,
        string hosts,
        OwnerLock owner,
        StoreWriter writer)
    {
        _time = options.TimeProvider;
        _hosts = hosts;
        _owner = owner;
        _writer = writer;
        _readers = new ReaderPool(file, options.LockTimeout);
    }

    /// <summary>Gets how many transactions were committed, for tests and benchmarks.</summary>
    internal long Batches => _writer.Batches;

    /// <summary>Opens the store of a folder, and makes it when there is none.</summary>
    /// <param name="options">Which folder, and how.</param>
    /// <returns>The store, an owner of its own.</returns>
    /// <exception cref="JournalStoreException">
    /// ARCH5001: the file cannot be read or written. ARCH5004: a newer version of Arch wrote it. ARCH5007: another program keeps it
    /// locked. ARCH5006: the folder cannot hold a store. ARCH5008: the file is of an older version, and a host of that version has it
    /// open. ARCH5009: it is being restored or compacted. ARCH5013: restoring it was interrupted.
    /// </exception>
    public static async Task<SqliteJournalStore> OpenAsync(SqliteStoreOptions options)
    {
        var folder = Path.GetFullPath(options.Folder);
        var hosts = Path.Combine(folder, "hosts");
        var owner = TakeOwnerLock(folder, hosts);
        try
        {
            // The owner's sign of life comes first, so that of an owner and of maintenance at least one sees the other.
            if (MaintenanceLock.IsHeld(hosts))
            {
                throw StoreFailure.InUse(folder, "maintenance, such as a restore");
            }

            var file = Path.Combine(folder, StoreFiles.Database);
            StoreFiles.RefuseInterruptedRestore(file);
            var writer = await StoreWriter
                .StartAsync(file, options, version => RefuseIfOlderHostIsAlive(file, hosts, version))
                .ConfigureAwait(false);
            return new SqliteJournalStore(options, file, hosts, owner, writer);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources)
    {
        lock (_saved)
        {
            if (_saved.Contains(id.Value))
            {
                return;
            }
        }

        await _writer.WriteAsync(new DefinitionWrite(id, sources, _time.GetUtcNow())).ConfigureAwait(false);
        lock (_saved)
        {
            _saved.Add(id.Value);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) =>
        new(_readers.Read(reader => DefinitionReading.Find(reader, id)));

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(RunCommit commit) =>
        new(_writer.WriteAsync(new CommitWrite(commit, _owner.Owner, _time, IsKept)));

    /// <inheritdoc/>
    public ValueTask<StoredJournal> LoadAsync(RunId runId) =>
        new(_readers.Read(reader => reader.Consistently(connection => JournalReading.Load(connection, runId.Value))));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) =>
        new(_readers.Read(reader => reader.Consistently(connection => JournalReading.Records(connection, runId.Value, 0))));

    /// <inheritdoc/>
    public ValueTask<RunSummary?> FindAsync(RunId runId) => new(_readers.Read(reader => RunReading.Find(reader, runId)));

    /// <inheritdoc/>
    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) =>
        new(_readers.Read(reader => CacheReading.Find(reader, key, now)));

    /// <summary>Writes what is waiting and closes the files. Runs that this object owns may be claimed by others then.</summary>
    /// <returns>A task that ends when the files are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.StopAsync().ConfigureAwait(false);
        _owner.Dispose();
    }

    private bool IsKept(Blob blob) => _readers.Read(reader => BlobRows.IsKept(reader, blob));

    private static void RefuseIfOlderHostIsAlive(string file, string hosts, long version)
    {
        if (OwnerLock.IsOlderHostAlive(hosts))
        {
            throw StoreFailure.OlderHost(file, version);
        }
    }

    private static OwnerLock TakeOwnerLock(string folder, string hosts)
    {
        try
        {
            return OwnerLock.Take(hosts);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.UnusableFolder(folder, exception);
        }
    }
}
