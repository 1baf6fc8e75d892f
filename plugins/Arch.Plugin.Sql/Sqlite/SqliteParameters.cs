using System.Text.Json;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>Checks statements with SQLite's own parser, and gives their parameters values.</summary>
internal static class SqliteParameters
{
    /// <summary>Gives the parameters of a statement as they stand in it, such as <c>@id</c>.</summary>
    /// <exception cref="StepException">There is no statement, or more than one, or a parameter has no name.</exception>
    /// <exception cref="SqliteException">It is no statement.</exception>
    public static IReadOnlyList<string> Names(sqlite3 database, SqlStatement statement)
    {
        using var prepared = Prepare(database, statement.Text, out var rest);
        if (prepared.IsInvalid)
        {
            throw new StepException(Codes.Input, $"'{statement.Place}' holds no statement.");
        }

        if (HasStatement(database, rest))
        {
            throw new StepException(
                Codes.SeveralStatements,
                $"'{statement.Place}' holds more than one statement; it must be one. Use the statements of 'sql.transaction' for several.");
        }

        return [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(prepared)).Select(i =>
            raw.sqlite3_bind_parameter_name(prepared, i).utf8_to_string() is { Length: > 1 } name && name[0] != '?'
                ? name
                : throw new StepException(Codes.Parameters, $"'{statement.Place}' has a parameter '?'; write it as @name."))];
    }

    public static void Bind(SqliteCommand command, IReadOnlyList<string> names, ParameterSet set)
    {
        set.CheckAllUsed(names.Select(name => name[1..]));
        command.Parameters.Clear();
        foreach (var name in names)
        {
            var (value, kind) = set.Get(name[1..]);
            command.Parameters.AddWithValue(name, Convert(name[1..], value, kind));
        }
    }

    public static object Convert(string name, JsonElement value, ParameterKind? kind) => kind switch
    {
        _ when value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined => DBNull.Value,
        ParameterKind.Text => ParameterSet.Text(value),
        ParameterKind.Bytes => ParameterSet.Bytes(name, value),
        ParameterKind.Json => value.GetRawText(),
        _ => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => 1L,
            JsonValueKind.False => 0L,
            JsonValueKind.Number => value.TryGetInt64(out var integer) ? integer : value.GetDouble(),
            _ => value.GetRawText(),
        },
    };

    private static bool HasStatement(sqlite3 database, string rest)
    {
        while (!string.IsNullOrWhiteSpace(rest))
        {
            var result = raw.sqlite3_prepare_v2(database, rest, out var prepared, out var following);
            using var next = prepared;
            if (result != raw.SQLITE_OK || !next.IsInvalid)
            {
                return true; // a statement, or at least no comment
            }

            if (following.Length >= rest.Length)
            {
                return false;
            }

            rest = following;
        }

        return false;
    }

    private static sqlite3_stmt Prepare(sqlite3 database, string sql, out string rest)
    {
        var result = raw.sqlite3_prepare_v2(database, sql, out var statement, out rest);
        if (result != raw.SQLITE_OK)
        {
            statement.Dispose();
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return statement;
    }
}
