using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Schema;

/// <summary>
/// The tables. Moments are ticks of 100 ns since 1970 in UTC, so that they come back exactly as they were; texts that hold
/// data are JSON.
/// </summary>
internal static class StoreSchema
{
    /// <summary>The version that this code reads and writes. A change of the tables raises it and adds a migration.</summary>
    public const long Version = 1;

    // The journal does not refer to its run by a foreign key: a commit has just changed the run's row when it writes records,
    // and the look-up for each record would be felt.
    private const string Tables = """
        CREATE TABLE schema (
            version INTEGER NOT NULL,
            applied_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE definitions (
            definition_id TEXT NOT NULL PRIMARY KEY,
            saved_at INTEGER NOT NULL,
            sources TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE runs (
            run_id TEXT NOT NULL PRIMARY KEY,
            workflow TEXT NOT NULL,
            definition_id TEXT NOT NULL REFERENCES definitions (definition_id),
            status TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            due_at INTEGER,
            epoch INTEGER NOT NULL,
            next_seq INTEGER NOT NULL,
            owner TEXT,
            parent TEXT,
            outputs TEXT,
            error TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX runs_by_status ON runs (status, run_id);
        CREATE INDEX runs_by_workflow ON runs (workflow, run_id);
        CREATE INDEX runs_unfinished ON runs (owner) WHERE ended_at IS NULL;
        CREATE TABLE journal (
            run_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            fields TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (run_id, seq)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Makes the tables when the file is new, and refuses files of another kind or of a newer version.</summary>
    public static void Ensure(Connection connection, string file, DateTimeOffset now)
    {
        if (IsNew(connection, file))
        {
            UseWriteAheadLog(connection, file);
            connection.Execute("BEGIN IMMEDIATE");
            if (IsNew(connection, file))
            {
                connection.Execute(Tables);
                connection.Prepared("INSERT INTO schema (version, applied_at) VALUES (?1, ?2)")
                    .Bind(1, Version).Bind(2, Moments.ToTicks(now)).Run();
            }

            connection.Execute("COMMIT");
        }

        var version = Read(connection.Prepared("SELECT version FROM schema")) ?? 0;
        if (version != Version)
        {
            throw StoreFailure.Newer(file, version, Version);
        }
    }

    /// <summary>The file remembers the mode. It cannot be changed inside of a transaction.</summary>
    private static void UseWriteAheadLog(Connection connection, string file)
    {
        var change = connection.Prepared("PRAGMA journal_mode = WAL");
        var mode = change.Step() ? change.Text(0) : "unknown";
        change.Reset();
        if (mode != "wal")
        {
            throw StoreFailure.NoWriteAheadLog(file, mode);
        }
    }

    private static bool IsNew(Connection connection, string file)
    {
        var tables = Read(connection.Prepared("SELECT count(*) FROM sqlite_schema"));
        if (tables == 0)
        {
            return true;
        }

        return Read(connection.Prepared("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema'")) == 1
            ? false
            : throw StoreFailure.Foreign(file);
    }

    private static long? Read(Statement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        var value = statement.Int64(0);
        statement.Reset();
        return value;
    }
}
