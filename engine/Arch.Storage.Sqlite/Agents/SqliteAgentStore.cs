using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Writing;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>
/// Keeps agents in one SQLite file beside the runs. Writes of many agents share a commit and a flush. Several processes may use the
/// file; the end of one is seen by the lock that it held.
/// </summary>
public sealed class SqliteAgentStore : IAgentStore
{
    /// <summary>The name of the file in the folder of the store.</summary>
    public const string FileName = "agents.db";

    private readonly string _folder;
    private readonly string _hosts;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly Lock _gate = new();
    private OwnerLock? _owner;

    private SqliteAgentStore(SqliteStoreOptions options, string folder, string file, StoreWriter writer)
    {
        _folder = folder;
        _hosts = Path.Combine(folder, "agent-hosts");
        _writer = writer;
        _readers = new ReaderPool(file, options.LockTimeout);
    }

    internal long Batches => _writer.Batches;

    private string? Owner => _owner?.Owner;

    /// <summary>Opens a store, and makes it when it is not there.</summary>
    /// <param name="options">Where it is.</param>
    /// <exception cref="Engine.Ports.JournalStoreException">It cannot be opened.</exception>
    public static async Task<SqliteAgentStore> OpenAsync(SqliteStoreOptions options)
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
                connection => AgentSchema.Ensure(connection, file, options.TimeProvider.GetUtcNow(), options.LockTimeout))
            .ConfigureAwait(false);
        return new SqliteAgentStore(options, folder, file, writer);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeclareAsync(AgentDefinition definition, DateTimeOffset at)
    {
        var json = AgentDefinitionJson.Write(definition);
        return Write(connection => AgentDeclaring.Declare(connection, definition, json, at));
    }

    /// <inheritdoc/>
    public ValueTask<AgentSummary?> FindAsync(string agent) => Read(connection => AgentRow.Find(connection, agent)?.Summary);

    /// <inheritdoc/>
    public ValueTask<(AgentDefinition Definition, byte[]? State)?> ReadAsync(string agent) =>
        Read(connection => AgentReading.Content(connection, agent));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentSummary>> ListAsync(AgentQuery query) => Read(connection => AgentReading.List(connection, query));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentMail>> ListMailAsync(string agent, int limit) =>
        Read(connection => AgentReading.Mail(connection, agent, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(string agent, int limit) =>
        Read(connection => AgentReading.Dead(connection, agent, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentLogLine>> ReadLogAsync(string agent, int limit) => Read(connection =>
        AgentReading.Number(connection, agent) is { } number ? AgentLogRows.Read(connection, number, limit) : []);

    /// <inheritdoc/>
    public async ValueTask AppendLogAsync(string agent, AgentLogLine line) => await Write(connection =>
    {
        if (AgentRow.Find(connection, agent) is { } row)
        {
            AgentLogRows.Add(connection, row, [line]);
        }

        return true;
    }).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<MailResult> SendAsync(AgentMail mail) => Write(connection => MailRows.Add(connection, mail));

    /// <inheritdoc/>
    public ValueTask<int> DeliverAsync(BusEvent message) => Write(connection => AgentDeclaring.Deliver(connection, message));

    /// <inheritdoc/>
    public ValueTask<AgentLife?> ChangeAsync(string agent, AgentHappening happening, DateTimeOffset at) =>
        Write(connection => AgentDeclaring.Change(connection, agent, happening, at, IsAlive));

    /// <inheritdoc/>
    public ValueTask<int> ClaimAsync(DateTimeOffset now)
    {
        var self = TakeOwner();
        return _readers.Read(connection => AgentClaims.HasAny(connection, IsAlive))
            ? Write(connection => AgentClaims.Take(connection, self, now, IsAlive))
            : new(0);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync()
    {
        if (Owner is { } self)
        {
            await Write(connection => AgentClaims.Release(connection, self)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadyAgent>> FindReadyAsync(DateTimeOffset now, int limit) =>
        Owner is { } self ? Read(connection => AgentReading.Ready(connection, self, now, limit)) : new([]);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextWakeAsync() =>
        Owner is { } self ? Read(connection => AgentReading.NextWake(connection, self)) : default;

    /// <inheritdoc/>
    public ValueTask<AgentWork?> LoadAsync(string agent, DateTimeOffset now) => new(_readers
        .Read(reader => reader.Consistently(connection =>
            AgentRow.Find(connection, agent) is { Owner: { } owner } row && owner == Owner ? AgentReading.Work(connection, row, now) : null))
        ?.ToWork());

    /// <inheritdoc/>
    public async ValueTask<AgentCommitResult> CommitAsync(AgentCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var self = Owner;
        var (refused, next) = await _writer.WriteAsync(new AgentWrite<(AgentCommitResult?, AgentReading.FoundWork?)>(connection =>
        {
            var (row, refusal) = AgentCommitRows.Apply(connection, commit, self);
            return row is null ? ((refusal, null), false) : ((null, AgentReading.Work(connection, row, commit.At)), true);
        })).ConfigureAwait(false);
        return refused ?? new AgentCommitResult
        {
            Wakes = commit.Sends.Any(mail => mail.Agent != commit.Agent),
            Next = next?.ToWork(),
        };
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAwaitedAsync(string after, int limit) =>
        Read(connection => MailRows.Awaited(connection, after, limit));

    /// <inheritdoc/>
    public ValueTask<int> ArriveAsync(AgentRunEnd end, DateTimeOffset at) => Write(connection => MailRows.Arrive(connection, end, at));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxItem>> ReadOutboxAsync(long after, int limit) =>
        Read(connection => AgentReading.Outbox(connection, after, limit));

    /// <inheritdoc/>
    public async ValueTask RemoveOutboxAsync(IReadOnlyList<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        await Write(connection => numbers.Sum(number =>
            connection.Prepared("DELETE FROM outbox WHERE number = ?1").Bind(1, number).Run())).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<int> ForgetAsync(DateTimeOffset before) => Write(connection =>
        connection.Prepared("DELETE FROM handled WHERE at < ?1").Bind(1, Moments.ToTicks(before)).Run());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.StopAsync().ConfigureAwait(false);
        _owner?.Dispose();
    }

    private ValueTask<T> Read<T>(Func<Connection, T> read) => new(_readers.Read(read));

    private ValueTask<T> Write<T>(Func<Connection, T> write) =>
        new(_writer.WriteAsync(new AgentWrite<T>(connection => (write(connection), true))));

    private bool IsAlive(string owner) => owner == Owner || !OwnerLock.IsDead(_hosts, owner);

    private string TakeOwner()
    {
        lock (_gate)
        {
            try
            {
                _owner ??= OwnerLock.Take(_hosts);
                return _owner.Owner;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw StoreFailure.UnusableFolder(_folder, exception);
            }
        }
    }
}
