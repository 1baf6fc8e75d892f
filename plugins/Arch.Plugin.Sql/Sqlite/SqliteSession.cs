using System.Data;
using System.Diagnostics.CodeAnalysis;
using Arch.Plugin.Sql.Loading;
using Arch.Plugin.Sql.Rows;
using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>An open SQLite file. The library has no asynchronous work of its own: it is given threads of the pool.</summary>
internal sealed class SqliteSession : ISqlSession
{
    private const int LockAttempts = 5;
    private const int InstructionsBetweenLooks = 10_000;

    private readonly SqliteConnection _connection;
    private SqliteTransaction? _transaction;
    private CancellationToken _cancellation;

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    private sqlite3 Database => _connection.Handle!; // it is open for as long as the session

    public static async Task<SqliteSession> OpenAsync(
        DatabaseInput input, SessionAccess access, StepContext context, CancellationToken cancellationToken)
    {
        var connectionString = SqliteFile.ConnectionString(input, access, context);
#pragma warning disable CA2000 // The session owns it
        var session = new SqliteSession(new SqliteConnection(connectionString));
#pragma warning restore CA2000
        try
        {
            await session.RunAsync(input.File!, false, session.Open, cancellationToken).ConfigureAwait(false); // it was checked
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task BeginAsync(Isolation isolation, CancellationToken cancellationToken) => RunAsync(
        "begin",
        true,
        () =>
        {
            // At once, so that a lock is waited for here and not met halfway.
            _transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            return true;
        },
        cancellationToken);

    // The file was opened for reading only, and one statement sees one state of it.
    public Task BeginReadOnlyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CommitAsync(CancellationToken cancellationToken) => RunAsync(
        "commit",
        true,
        () =>
        {
            _transaction!.Commit(); // only called between BeginAsync and the end
            return true;
        },
        cancellationToken);

    public Task<RowSet> QueryAsync(SqlStatement statement, int maxRows, CancellationToken cancellationToken) =>
        RunAsync(statement.Place, _transaction is null, () => Query(statement, maxRows), cancellationToken);

    public Task<IReadOnlyList<long>> ExecuteAsync(
        SqlStatement statement, IReadOnlyList<ParameterSet> sets, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<long>>(statement.Place, _transaction is null, () => Execute(statement, sets), cancellationToken);

    public async Task<long> LoadAsync(LoadPlan plan, IAsyncEnumerable<LoadRow> rows, CancellationToken cancellationToken)
    {
        var keys = await RunAsync("table", false, () => Keys(plan), cancellationToken).ConfigureAwait(false);
        var names = plan.Columns.Select((_, i) => $"@p{i}").ToList();
        using var command = Command(
            $"INSERT INTO {plan.Table} ({plan.ColumnList}) VALUES ({string.Join(", ", names)}){plan.ConflictClause(keys)}");
        var parameters = names.Select(name => command.Parameters.AddWithValue(name, DBNull.Value)).ToList();
        var loaded = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                parameters[i].Value = SqliteParameters.Convert(plan.Columns[i], row.Values[i], null);
            }

            loaded += Guard("rows", command.ExecuteNonQuery);
        }

        return loaded;
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private bool Open()
    {
        _connection.Open();
        SqliteGuard.Protect(Database);
        raw.sqlite3_progress_handler(Database, InstructionsBetweenLooks, _ => _cancellation.IsCancellationRequested ? 1 : 0, null);
        return true;
    }

    private RowSet Query(SqlStatement statement, int maxRows)
    {
        using var command = Command(statement.Text);
        SqliteParameters.Bind(command, SqliteParameters.Names(Database, statement), statement.Parameters);
        using var reader = command.ExecuteReader();
        var isStarted = reader.Read();
        List<Column> columns = [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new Column { Name = reader.GetName(i), Type = reader.GetDataTypeName(i) })];
        using var buffer = new RowBuffer(columns);
        for (var isRow = isStarted; isRow; isRow = reader.Read())
        {
            if (buffer.Count == maxRows)
            {
                return buffer.ToRowSet(true, 0);
            }

            buffer.Add(i => SqliteValues.Write(buffer.Writer, reader.GetValue(i), columns[i].Type));
        }

        return buffer.ToRowSet(false, Math.Max(reader.RecordsAffected, 0));
    }

    private List<long> Execute(SqlStatement statement, IReadOnlyList<ParameterSet> sets)
    {
        using var command = Command(statement.Text);
        var names = SqliteParameters.Names(Database, statement);
        var affected = new List<long>(sets.Count);
        foreach (var set in sets)
        {
            _cancellation.ThrowIfCancellationRequested();
            SqliteParameters.Bind(command, names, set);
            affected.Add(Math.Max(command.ExecuteNonQuery(), 0));
        }

        return affected;
    }

    private IReadOnlyList<string> Keys(LoadPlan plan)
    {
        if (plan.KeyColumns.Count > 0)
        {
            return plan.KeyColumns;
        }

        using var command = Command("SELECT name FROM pragma_table_info(@table, @schema) WHERE pk > 0 ORDER BY pk");
        command.Parameters.AddWithValue("@table", plan.Name);
        command.Parameters.AddWithValue("@schema", plan.Schema ?? "main");
        var keys = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    /// <summary>Carries out work on a thread of the pool; where a lock is in the way and nothing was done yet, several times.</summary>
    private Task<T> RunAsync<T>(string place, bool isRepeatable, Func<T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _cancellation = cancellationToken;
            for (var attempt = 1; ; attempt++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    return work();
                }
                catch (SqliteException) when (cancellationToken.IsCancellationRequested)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
                catch (SqliteException e) when (!isRepeatable || attempt == LockAttempts || !SqliteFailures.IsBusy(e))
                {
                    throw SqliteFailures.Describe(e, place);
                }
                catch (SqliteException)
                {
                    // Somebody else has the lock; it was waited for already.
                }
            }
        },
        cancellationToken);

    private static T Guard<T>(string place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw SqliteFailures.Describe(e, place);
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "It is the statement of the workflow's author; values are parameters")]
    private SqliteCommand Command(string sql) => new(sql, _connection, _transaction);
}
