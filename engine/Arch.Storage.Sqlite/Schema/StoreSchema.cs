using System.Diagnostics;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Schema.Versions;

namespace Arch.Storage.Sqlite.Schema;

/// <summary>
/// The tables. Moments are ticks of 100 ns since 1970 in UTC, so that they come back exactly as they were; texts that hold
/// data are JSON. A new file goes through the same versions as an old one, so both end up with the same tables.
/// </summary>
internal static class StoreSchema
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(2);
    private static readonly string[] Versions = [Version1.Sql, Version2.Sql];

    /// <summary>Gets the version that this code reads and writes. A change of the tables adds one.</summary>
    public static long Version => Versions.Length;

    /// <summary>
    /// Makes the tables when the file is new, brings those of an older version up to date in one transaction, and refuses files
    /// of another kind or of a newer version.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="now">The moment that is noted.</param>
    /// <param name="beforeMigration">Is called before tables that hold something are changed, and may refuse by throwing.</param>
    /// <param name="lockTimeout">How long to wait for others that make the same file.</param>
    public static void Ensure(
        Connection connection,
        string file,
        DateTimeOffset now,
        Action<long> beforeMigration,
        TimeSpan lockTimeout)
    {
        var version = VersionOf(connection, file);
        if (version == 0)
        {
            UseWriteAheadLog(connection, file, lockTimeout);
        }
        else if (version > Version)
        {
            throw StoreFailure.Newer(file, version, Version);
        }

        if (version < Version)
        {
            Migrate(connection, file, now, beforeMigration);
        }
    }

    /// <summary>Gets the version of the tables, 0 for a file without any.</summary>
    public static long VersionOf(Connection connection, string file)
    {
        if (Read(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            return 0;
        }

        return Read(connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema'") == 1
            ? Read(connection, "SELECT version FROM schema")
            : throw StoreFailure.Foreign(file);
    }

    private static void Migrate(Connection connection, string file, DateTimeOffset now, Action<long> beforeMigration)
    {
        connection.Execute("BEGIN IMMEDIATE");

        // Another process may have done it in the meantime.
        var version = VersionOf(connection, file);
        if (version > 0 && version < Version)
        {
            beforeMigration(version);
        }

        for (; version < Version; version++)
        {
            connection.Execute(Versions[version]);
        }

        connection.Execute("DELETE FROM schema");
        connection.Prepared("INSERT INTO schema (version, applied_at) VALUES (?1, ?2)")
            .Bind(1, version).Bind(2, Moments.ToTicks(now)).Run();
        connection.Execute("COMMIT");
    }

    /// <summary>The file remembers the mode. It cannot be changed inside of a transaction.</summary>
    public static void UseWriteAheadLog(Connection connection, string file, TimeSpan lockTimeout)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var mode = connection.Prepared("PRAGMA journal_mode = WAL").First(static row => row.Text(0)) ?? "unknown";
                if (mode != "wal")
                {
                    throw StoreFailure.NoWriteAheadLog(file, mode);
                }

                return;
            }
            catch (SqliteFailure failure) when (failure.IsBusy && clock.Elapsed < lockTimeout)
            {
                // Another store makes the same new file. SQLite does not wait here as it does elsewhere.
                Thread.Sleep(RetryAfter);
            }
        }
    }

    private static long Read(Connection connection, string sql) => connection.Prepared(sql).First(static row => row.Int64(0));
}
