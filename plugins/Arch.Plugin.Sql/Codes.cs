namespace Arch.Plugin.Sql;

/// <summary>The codes of the plugin's failures, the same for every engine.</summary>
internal static class Codes
{
    public const string Input = "sql_input";
    public const string Parameters = "sql_parameters";
    public const string SeveralStatements = "sql_several_statements";
    public const string TooLarge = "sql_too_large";
    public const string Expectation = "sql_expectation";
    public const string Timeout = "sql_timeout";
    public const string UniqueViolation = "sql_unique_violation";
    public const string ForeignKeyViolation = "sql_foreign_key_violation";
    public const string NotNullViolation = "sql_not_null_violation";
    public const string CheckViolation = "sql_check_violation";
    public const string ConstraintViolation = "sql_constraint_violation";
    public const string Syntax = "sql_syntax";
    public const string NoSuchTable = "sql_no_such_table";
    public const string NoSuchColumn = "sql_no_such_column";
    public const string NoSuchDatabase = "sql_no_such_database";
    public const string PermissionDenied = "sql_permission_denied";
    public const string LoginFailed = "sql_login_failed";
    public const string ReadOnly = "sql_read_only";
    public const string InvalidData = "sql_invalid_data";
    public const string Deadlock = "sql_deadlock";
    public const string SerializationFailure = "sql_serialization_failure";
    public const string TooManyConnections = "sql_too_many_connections";
    public const string Locked = "sql_locked";
    public const string ConnectionLost = "sql_connection_lost";
    public const string ConnectionFailed = "sql_connection_failed";
    public const string Tls = "sql_tls";
    public const string DiskFull = "sql_disk_full";
    public const string NotADatabase = "sql_not_a_database";
    public const string Other = "sql_error";
}
