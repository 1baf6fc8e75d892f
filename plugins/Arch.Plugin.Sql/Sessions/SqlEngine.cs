namespace Arch.Plugin.Sql.Sessions;

/// <summary>The kinds of database.</summary>
internal enum SqlEngine
{
    Sqlite,
    Postgres,
}
