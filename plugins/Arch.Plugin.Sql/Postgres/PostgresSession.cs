using System.Data;
using System.Diagnostics.CodeAnalysis;
using Arch.Plugin.Pooling;
using Arch.Plugin.Sql.Loading;
using Arch.Plugin.Sql.Rows;
using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;
using Npgsql;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>A connection to a PostgreSQL server.</summary>
internal sealed class PostgresSession : ISqlSession
{
    private readonly LeasePool<PostgresSettings, NpgsqlDataSource>.Lease _lease;
    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction? _transaction;
    private bool _isReadOnly;

    private PostgresSession(LeasePool<PostgresSettings, NpgsqlDataSource>.Lease lease, NpgsqlConnection connection)
    {
        _lease = lease;
        _connection = connection;
    }

    /// <summary>Connects to the first address of the server that answers.</summary>
    public static async Task<PostgresSession> OpenAsync(DatabaseInput input, StepContext context, CancellationToken cancellationToken)
    {
        var settings = PostgresSettings.Read(input);
        StepException? failure = null;
        foreach (var address in await context.Network.ResolveAsync(settings.Host, settings.Port, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                return await OpenAsync(settings with { Address = address }, context.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (StepException e) when (e.Code == Codes.ConnectionFailed)
            {
                failure = e;
            }
        }

        throw failure ?? new StepException(Codes.ConnectionFailed, $"The host '{settings.Host}' has no address.") { Retryable = true };
    }

    public Task BeginAsync(Isolation isolation, CancellationToken cancellationToken) => GuardAsync("begin", async () =>
    {
        var level = isolation switch
        {
            Isolation.Serializable => IsolationLevel.Serializable,
            Isolation.RepeatableRead => IsolationLevel.RepeatableRead,
            _ => IsolationLevel.ReadCommitted,
        };
        _transaction = await _connection.BeginTransactionAsync(level, cancellationToken).ConfigureAwait(false);
        return true;
    });

    public async Task BeginReadOnlyAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(Isolation.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await RunAsync("SET TRANSACTION READ ONLY", "begin", cancellationToken).ConfigureAwait(false);
        _isReadOnly = true;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => GuardAsync("commit", async () =>
    {
        await _transaction!.CommitAsync(cancellationToken).ConfigureAwait(false); // only called between BeginAsync and the end
        return true;
    });

    public Task<RowSet> QueryAsync(SqlStatement statement, int maxRows, CancellationToken cancellationToken) =>
        GuardAsync(statement.Place, async () =>
        {
            var numbered = NumberedStatement.Parse(statement.Text, statement.Place);
            using var command = Command(numbered.Text);
            Bind(command, numbered, statement.Parameters);
            command.AllResultTypesAreUnknown = true;
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadAsync(reader, command, maxRows, _isReadOnly, cancellationToken).ConfigureAwait(false);
            }
        });

    public Task<IReadOnlyList<long>> ExecuteAsync(
        SqlStatement statement, IReadOnlyList<ParameterSet> sets, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<long>>(statement.Place, async () =>
        {
            var numbered = NumberedStatement.Parse(statement.Text, statement.Place);
            using var command = Command(numbered.Text);
            var affected = new List<long>(sets.Count);
            foreach (var set in sets)
            {
                command.Parameters.Clear();
                Bind(command, numbered, set);
                var rows = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                affected.Add(Math.Max(rows, 0)); // -1 where there is nothing to count
            }

            return affected;
        });

    public Task<long> LoadAsync(LoadPlan plan, IAsyncEnumerable<LoadRow> rows, CancellationToken cancellationToken) =>
        GuardAsync("rows", () => new PostgresLoad(this, _connection, plan).RunAsync(rows, cancellationToken));

    /// <summary>Carries out a statement of the plugin's own.</summary>
    public Task<long> RunAsync(string sql, string place, CancellationToken cancellationToken) => GuardAsync<long>(place, async () =>
    {
        using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync().ConfigureAwait(false);
            }

            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.Is(e) || e is InvalidOperationException)
        {
            // The connection is gone, and with it what was not committed; what matters has been reported already.
        }
        finally
        {
            _lease.Dispose();
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The session owns both")]
    private static async Task<PostgresSession> OpenAsync(PostgresSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var lease = await PostgresSources.Pool
            .RentAsync(settings, () => Task.FromResult(settings.CreateSource()), time, cancellationToken).ConfigureAwait(false);
        try
        {
            return new PostgresSession(lease, await lease.Resource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            lease.Dispose();
            if (PostgresFailures.Is(e) && !cancellationToken.IsCancellationRequested)
            {
                throw PostgresFailures.Opening(e, settings);
            }

            throw;
        }
    }

    private static async Task<T> GuardAsync<T>(string place, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.Is(e))
        {
            throw PostgresFailures.Describe(e, place);
        }
    }

    private static void Bind(NpgsqlCommand command, NumberedStatement numbered, ParameterSet set)
    {
        set.CheckAllUsed(numbered.Names);
        foreach (var name in numbered.Names)
        {
            var (value, kind) = set.Get(name);
            command.Parameters.Add(PostgresParameters.Create(name, value, kind));
        }
    }

    private static async Task<RowSet> ReadAsync(
        NpgsqlDataReader reader, NpgsqlCommand command, int maxRows, bool isReadOnly, CancellationToken cancellationToken)
    {
        List<Column> columns = [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new Column { Name = reader.GetName(i), Type = reader.GetDataTypeName(i) })];
        var writers = Enumerable.Range(0, reader.FieldCount).Select(i => PostgresValues.WriterFor(reader.GetPostgresType(i))).ToArray();
        using var buffer = new RowBuffer(columns);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (buffer.Count == maxRows)
            {
                if (isReadOnly)
                {
                    await StopAsync(reader, command).ConfigureAwait(false);
                }

                return buffer.ToRowSet(true, 0);
            }

            buffer.Add(i =>
            {
                if (reader.IsDBNull(i))
                {
                    buffer.Writer.WriteNullValue();
                }
                else
                {
                    writers[i](buffer.Writer, reader.GetString(i));
                }
            });
        }

        return buffer.ToRowSet(false, Math.Max(reader.RecordsAffected, 0));
    }

    // Closing the reader would read all the rest, which may be long. It costs the transaction, in which nothing was changed.
    private static async Task StopAsync(NpgsqlDataReader reader, NpgsqlCommand command)
    {
        try
        {
            command.Cancel();
            await reader.CloseAsync().ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            // That is what was asked for.
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "It is the statement of the workflow's author; values are parameters")]
    private NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);
}
