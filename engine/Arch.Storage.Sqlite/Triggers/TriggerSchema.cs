using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Triggers;

/// <summary>The tables of <c>triggers.db</c>.</summary>
internal static class TriggerSchema
{
    private const long Version = 1;

    // A key that counts is unique; one whose time is over is made free by the firing that wants it.
    private const string Sql = """
        CREATE TABLE schema (version INTEGER NOT NULL, applied_at INTEGER NOT NULL);

        CREATE TABLE triggers (
            workflow TEXT NOT NULL,
            trigger TEXT NOT NULL,
            seen_until INTEGER,
            paused_by TEXT,
            paused_at INTEGER,
            PRIMARY KEY (workflow, trigger)) WITHOUT ROWID;

        CREATE TABLE firings (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            workflow TEXT NOT NULL,
            trigger TEXT NOT NULL,
            at INTEGER NOT NULL,
            key TEXT,
            key_expires_at INTEGER,
            status TEXT NOT NULL,
            due_at INTEGER,
            run_id TEXT,
            reason TEXT,
            data TEXT,
            inputs TEXT);
        CREATE UNIQUE INDEX firings_by_key ON firings (workflow, trigger, key) WHERE key IS NOT NULL;
        CREATE INDEX firings_by_trigger ON firings (workflow, trigger, number);
        CREATE INDEX firings_started ON firings (workflow, trigger, number) WHERE status = 'started';
        CREATE INDEX firings_by_due ON firings (due_at) WHERE status = 'waiting';
        CREATE INDEX firings_by_time ON firings (at) WHERE status <> 'waiting';
        """;

    public static void Ensure(Connection connection, string file, DateTimeOffset now, TimeSpan lockTimeout)
    {
        var version = StoreSchema.VersionOf(connection, file);
        if (version > Version)
        {
            throw StoreFailure.Newer(file, version, Version);
        }

        if (version == Version)
        {
            return;
        }

        StoreSchema.UseWriteAheadLog(connection, file, lockTimeout);
        connection.Execute("BEGIN IMMEDIATE");

        // Another process may have done it in the meantime.
        if (StoreSchema.VersionOf(connection, file) == 0)
        {
            connection.Execute(Sql);
            connection.Prepared("INSERT INTO schema (version, applied_at) VALUES (?1, ?2)").Bind(1, Version).Bind(2, Moments.ToTicks(now)).Run();
        }

        connection.Execute("COMMIT");
    }
}
