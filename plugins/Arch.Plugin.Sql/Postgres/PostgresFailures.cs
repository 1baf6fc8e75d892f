using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using Arch.Sdk;
using Npgsql;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>Turns what the server and the library report into failures that workflows can tell apart.</summary>
internal static class PostgresFailures
{
    public static bool Is(Exception e) => e is NpgsqlException or IOException or SocketException or TimeoutException or FormatException
        or InvalidCastException or ObjectDisposedException or OverflowException;

    public static StepException Describe(Exception e, string place) => e switch
    {
        PostgresException server => FromServer(server, place),
        FormatException or InvalidCastException or OverflowException =>
            new StepException(Codes.InvalidData, $"'{place}': a value cannot be sent: {e.Message}", e),
        _ => new StepException(Codes.ConnectionLost, $"'{place}': the connection to the server was lost: {Reason(e)}", e) { Retryable = true },
    };

    public static StepException Opening(Exception e, PostgresSettings settings)
    {
        var server = $"The database '{settings.Database}' on '{settings.Host}', port {settings.Port},";
        return e switch
        {
            PostgresException refused => FromServer(refused, "connection"),
            { InnerException: TimeoutException } when e.Message.Contains("pool", StringComparison.Ordinal) =>
                new StepException(Codes.TooManyConnections, $"{server} has as many connections of this host as it may have at a time.", e)
                {
                    Retryable = true,
                },
            { InnerException: AuthenticationException tls } =>
                new StepException(Codes.Tls, $"{server} showed no certificate that can be trusted: {tls.Message}", e),
            _ when e.Message.Contains("SSL", StringComparison.Ordinal) && e.InnerException is null =>
                new StepException(Codes.Tls, $"{server} offers no TLS, and 'tls' wants it.", e),
            _ => new StepException(Codes.ConnectionFailed, $"{server} could not be connected to: {Reason(e)}", e) { Retryable = true },
        };
    }

    private static string Reason(Exception e) => (e.InnerException ?? e).Message;

    private static StepException FromServer(PostgresException e, string place)
    {
        var (code, isRetryable) = Classify(e.SqlState);
        return new StepException(code, $"'{place}': {e.MessageText.TrimEnd('.')} (SQLSTATE {e.SqlState}).", e)
        {
            Retryable = isRetryable,
            Details = Details(e),
        };
    }

    private static (string Code, bool IsRetryable) Classify(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation => (Codes.UniqueViolation, false),
        PostgresErrorCodes.ForeignKeyViolation => (Codes.ForeignKeyViolation, false),
        PostgresErrorCodes.NotNullViolation => (Codes.NotNullViolation, false),
        PostgresErrorCodes.CheckViolation => (Codes.CheckViolation, false),
        _ when state.StartsWith("23", StringComparison.Ordinal) => (Codes.ConstraintViolation, false),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => (Codes.NoSuchTable, false),
        PostgresErrorCodes.UndefinedColumn => (Codes.NoSuchColumn, false),
        PostgresErrorCodes.SyntaxError => (Codes.Syntax, false),
        PostgresErrorCodes.InsufficientPrivilege => (Codes.PermissionDenied, false),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (Codes.LoginFailed, false),
        PostgresErrorCodes.InvalidCatalogName => (Codes.NoSuchDatabase, false),
        PostgresErrorCodes.ReadOnlySqlTransaction => (Codes.ReadOnly, false),
        PostgresErrorCodes.DeadlockDetected => (Codes.Deadlock, true),
        _ when state.StartsWith("40", StringComparison.Ordinal) => (Codes.SerializationFailure, true),
        PostgresErrorCodes.TooManyConnections => (Codes.TooManyConnections, true),
        PostgresErrorCodes.DiskFull => (Codes.DiskFull, true),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse => (Codes.Locked, true),
        PostgresErrorCodes.QueryCanceled => (Codes.Timeout, true),
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => (Codes.ConnectionLost, true),
        _ when state.StartsWith("22", StringComparison.Ordinal) => (Codes.InvalidData, false),
        _ => (Codes.Other, false),
    };

    private static JsonObject Details(PostgresException e)
    {
        var details = new JsonObject { ["sqlstate"] = e.SqlState };
        Add("table", e.TableName);
        Add("column", e.ColumnName);
        Add("constraint", e.ConstraintName);
        if (e.Position > 0)
        {
            details["position"] = e.Position;
        }

        return details;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                details[name] = value;
            }
        }
    }
}
