using System.Text;
using Arch.Plugin.Sql.Loading;
using Npgsql;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>Loads rows with COPY; where rows may be there already, by way of a temporary table.</summary>
internal sealed class PostgresLoad(PostgresSession session, NpgsqlConnection connection, LoadPlan plan)
{
    private const string Passing = "arch_bulk_load";

    public async Task<long> RunAsync(IAsyncEnumerable<LoadRow> rows, CancellationToken cancellationToken)
    {
        if (plan.OnConflict == OnConflict.Fail)
        {
            return await CopyAsync(plan.Table, rows, cancellationToken).ConfigureAwait(false);
        }

        var clause = plan.ConflictClause(await KeysAsync(cancellationToken).ConfigureAwait(false));
        await session.RunAsync(
            $"CREATE TEMP TABLE {Passing} ON COMMIT DROP AS SELECT {plan.ColumnList} FROM {plan.Table} WITH NO DATA", "table", cancellationToken)
            .ConfigureAwait(false);
        await CopyAsync($"pg_temp.{Passing}", rows, cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(
            $"INSERT INTO {plan.Table} ({plan.ColumnList}) SELECT {plan.ColumnList} FROM pg_temp.{Passing}{clause}", "rows", cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<long> CopyAsync(string table, IAsyncEnumerable<LoadRow> rows, CancellationToken cancellationToken)
    {
        var count = 0L;
        var line = new StringBuilder();
        var copy = await connection.BeginTextImportAsync($"COPY {table} ({plan.ColumnList}) FROM STDIN", cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            try
            {
                await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    Format(line.Clear(), row);
                    await copy.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                    count++;
                }
            }
            catch (Exception e) when (!PostgresFailures.Is(e))
            {
                await copy.CancelAsync().ConfigureAwait(false); // disposing it would complete what is to be undone
                throw;
            }
        }

        return count;
    }

    private static void Format(StringBuilder line, LoadRow row)
    {
        for (var i = 0; i < row.Values.Count; i++)
        {
            if (i > 0)
            {
                line.Append('\t');
            }

            Append(line, LoadRow.Text(row.Values[i]));
        }

        line.Append('\n');
    }

    private static void Append(StringBuilder line, string? value)
    {
        if (value is null)
        {
            line.Append("\\N");
            return;
        }

        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => line.Append("\\\\"),
                '\t' => line.Append("\\t"),
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                _ => line.Append(character),
            };
        }
    }

    private async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken)
    {
        if (plan.KeyColumns.Count > 0 || plan.OnConflict == OnConflict.Skip)
        {
            return plan.KeyColumns;
        }

        const string Sql = """
            SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)
            """;
        using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = plan.Table, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        var keys = new List<string>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                keys.Add(reader.GetString(0));
            }
        }

        return keys;
    }
}
