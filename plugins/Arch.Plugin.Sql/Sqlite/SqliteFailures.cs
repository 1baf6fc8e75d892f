using System.Text.Json.Nodes;
using Arch.Sdk;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>Turns what SQLite reports into failures that workflows can tell apart.</summary>
internal static class SqliteFailures
{
    public static bool IsBusy(SqliteException e) => e.SqliteErrorCode == raw.SQLITE_BUSY;

    public static StepException Describe(SqliteException e, string place)
    {
        var reason = Reason(e.Message);
        var (code, isRetryable) = Classify(e, reason);
        return new StepException(code, $"'{place}': {reason} (SQLite result {e.SqliteExtendedErrorCode}).", e)
        {
            Retryable = isRetryable,
            Details = new JsonObject { ["sqlite_result"] = e.SqliteExtendedErrorCode },
        };
    }

    private static (string Code, bool IsRetryable) Classify(SqliteException e, string reason) => e.SqliteErrorCode switch
    {
        raw.SQLITE_CONSTRAINT => (Constraint(e.SqliteExtendedErrorCode), false),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (Codes.Locked, true),
        raw.SQLITE_READONLY => (Codes.ReadOnly, false),
        raw.SQLITE_AUTH or raw.SQLITE_PERM => (Codes.PermissionDenied, false),
        raw.SQLITE_FULL => (Codes.DiskFull, true),
        raw.SQLITE_IOERR => (Codes.Other, true),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => (Codes.NotADatabase, false),
        raw.SQLITE_CANTOPEN => (Codes.ConnectionFailed, false),
        raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE => (Codes.InvalidData, false),
        raw.SQLITE_ERROR => (FromText(reason), false),
        _ => (Codes.Other, false),
    };

    private static string Constraint(int extended) => extended switch
    {
        raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_ROWID => Codes.UniqueViolation,
        raw.SQLITE_CONSTRAINT_FOREIGNKEY => Codes.ForeignKeyViolation,
        raw.SQLITE_CONSTRAINT_NOTNULL => Codes.NotNullViolation,
        raw.SQLITE_CONSTRAINT_CHECK => Codes.CheckViolation,
        _ => Codes.ConstraintViolation,
    };

    // SQLite has one code for all that is wrong with a statement, and tells the rest in words.
    private static string FromText(string reason) => reason switch
    {
        _ when reason.StartsWith("no such table", StringComparison.Ordinal) => Codes.NoSuchTable,
        _ when reason.StartsWith("no such column", StringComparison.Ordinal)
            || reason.Contains("has no column named", StringComparison.Ordinal) => Codes.NoSuchColumn,
        _ when reason.Contains("syntax error", StringComparison.Ordinal)
            || reason.StartsWith("incomplete input", StringComparison.Ordinal)
            || reason.StartsWith("unrecognized token", StringComparison.Ordinal) => Codes.Syntax,
        _ => Codes.Other,
    };

    // The library wraps it: SQLite Error 19: 'UNIQUE constraint failed: t.id'.
    private static string Reason(string message)
    {
        var from = message.IndexOf('\'', StringComparison.Ordinal);
        var to = message.LastIndexOf('\'');
        return from >= 0 && to > from ? message[(from + 1)..to] : message;
    }
}
