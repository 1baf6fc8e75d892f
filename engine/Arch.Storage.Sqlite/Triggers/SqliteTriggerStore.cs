using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Writing;
using Arch.Triggers.Ports;

namespace Arch.Storage.Sqlite.Triggers;

/// <summary>Keeps what triggers did and will do in one SQLite file beside the runs. Several processes may use the file.</summary>
public sealed class SqliteTriggerStore : ITriggerStore
{
    /// <summary>The name of the file in the folder of the store.</summary>
    public const string FileName = "triggers.db";

    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly TimeProvider _time;

    private SqliteTriggerStore(SqliteStoreOptions options, string file, StoreWriter writer)
    {
        _writer = writer;
        _time = options.TimeProvider;
        _readers = new ReaderPool(file, options.LockTimeout);
    }

    /// <summary>Opens a store, and makes it when it is not there.</summary>
    /// <param name="options">Where it is.</param>
    /// <returns>The store.</returns>
    /// <exception cref="Engine.Ports.JournalStoreException">It cannot be opened.</exception>
    public static async Task<SqliteTriggerStore> OpenAsync(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Path.GetFullPath(options.Folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.UnusableFolder(folder, exception);
        }

        var file = Path.Combine(folder, FileName);
        var writer = await StoreWriter
            .StartAsync(
                file,
                options.LockTimeout,
                connection => TriggerSchema.Ensure(connection, file, options.TimeProvider.GetUtcNow(), options.LockTimeout))
            .ConfigureAwait(false);
        return new SqliteTriggerStore(options, file, writer);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TriggerState>> ReadStatesAsync() => Read<IReadOnlyList<TriggerState>>(connection =>
        connection.Prepared("SELECT workflow, trigger, seen_until, paused_by, paused_at FROM triggers").All(static row => new TriggerState(
            row.Text(0),
            row.Text(1),
            Moments.FromTicks(row.OptionalInt64(2)),
            row.OptionalText(3),
            Moments.FromTicks(row.OptionalInt64(4)))));

    /// <inheritdoc/>
    public async ValueTask PauseAsync(string workflow, string trigger, string? by, DateTimeOffset at) => await Write(connection =>
        connection.Prepared("""
            INSERT INTO triggers (workflow, trigger, paused_by, paused_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (workflow, trigger) DO UPDATE SET paused_by = ?3, paused_at = ?4
            """)
            .Bind(1, workflow).Bind(2, trigger).Bind(3, by).Bind(4, by is null ? null : Moments.ToTicks(at))
            .Run()).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long?>> AddAsync(
        IReadOnlyList<Firing> firings, string workflow, string trigger, DateTimeOffset? seenUntil = null) => Write<IReadOnlyList<long?>>(connection =>
        {
            if (seenUntil is { } seen)
            {
                connection.Prepared("""
                    INSERT INTO triggers (workflow, trigger, seen_until) VALUES (?1, ?2, ?3)
                    ON CONFLICT (workflow, trigger) DO UPDATE SET seen_until = MAX(?3, COALESCE(seen_until, ?3))
                    """)
                    .Bind(1, workflow).Bind(2, trigger).Bind(3, Moments.ToTicks(seen))
                    .Run();
            }

            return [.. firings.Select(firing => FiringRows.Add(connection, firing, _time.GetUtcNow()))];
        });

    /// <inheritdoc/>
    public ValueTask<long> ReplaceWaitingAsync(Firing firing) => Write(connection => FiringRows.ReplaceWaiting(connection, firing, _time.GetUtcNow()));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Firing>> FindDueAsync(DateTimeOffset now, int limit) => Read(connection => FiringRows.ListDue(connection, now, limit));

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync() => Read(connection =>
        connection.Prepared("SELECT MIN(due_at) FROM firings WHERE status = 'waiting'").First(static row => Moments.FromTicks(row.OptionalInt64(0))));

    /// <inheritdoc/>
    public async ValueTask PutOffAsync(long number, DateTimeOffset dueAt) => await Write(connection =>
        connection.Prepared("UPDATE firings SET due_at = ?2 WHERE number = ?1 AND status = 'waiting'").Bind(1, number).Bind(2, Moments.ToTicks(dueAt)).Run())
        .ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask FinishAsync(long number, FiringStatus status, RunId? runId, string? reason) =>
        await Write(connection => FiringRows.FinishOne(connection, number, status, runId, reason)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<RunId?> FindLastRunAsync(string workflow, string trigger) => Read(connection => FiringRows.FindLastRun(connection, workflow, trigger));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Firing>> ListAsync(FiringQuery query) => Read(connection => FiringRows.List(connection, query));

    /// <inheritdoc/>
    public ValueTask<int> ForgetAsync(DateTimeOffset before, int limit) => Write(connection => FiringRows.ForgetSome(connection, before, _time.GetUtcNow(), limit));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.StopAsync().ConfigureAwait(false);
    }

    private ValueTask<T> Read<T>(Func<Connection, T> read) => new(_readers.Read(read));

    private ValueTask<T> Write<T>(Func<Connection, T> write) => new(_writer.WriteAsync(new TriggerWrite<T>(write)));
}
