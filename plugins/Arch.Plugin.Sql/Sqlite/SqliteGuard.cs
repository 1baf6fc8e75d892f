using SQLitePCL;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>Keeps statements to the one file that the step was given.</summary>
internal static class SqliteGuard
{
    private const int DefensiveMode = 1010;

    private static readonly string[] RefusedPragmas = ["temp_store_directory", "data_store_directory", "writable_schema"];

    public static void Protect(sqlite3 database)
    {
        _ = raw.sqlite3_db_config(database, DefensiveMode, 1, out _);
        _ = raw.sqlite3_set_authorizer(database, (strdelegate_authorizer)Decide, null);
    }

    private static int Decide(object userData, int action, string first, string second, string database, string source) => action switch
    {
        // VACUUM attaches a database without a name; every other is a file that nobody granted.
        raw.SQLITE_ATTACH when first is not "" => raw.SQLITE_DENY,
        raw.SQLITE_PRAGMA when RefusedPragmas.Contains(first, StringComparer.OrdinalIgnoreCase) => raw.SQLITE_DENY,
        raw.SQLITE_FUNCTION when string.Equals(second, "load_extension", StringComparison.OrdinalIgnoreCase) => raw.SQLITE_DENY,
        _ => raw.SQLITE_OK,
    };
}
