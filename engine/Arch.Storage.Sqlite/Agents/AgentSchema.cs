using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>The tables of <c>agents.db</c>.</summary>
internal static class AgentSchema
{
    // Each as the step from the version before. What has been released is not changed any more.
    private static readonly string[] Versions = [Version1, Version2];

    private const string Version1 = """
        CREATE TABLE schema (version INTEGER NOT NULL, applied_at INTEGER NOT NULL);

        CREATE TABLE agents (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            title TEXT,
            definition TEXT NOT NULL,
            inbox TEXT,
            inbox_is_pattern INTEGER NOT NULL DEFAULT 0,
            most_mail INTEGER NOT NULL,
            most_bytes INTEGER NOT NULL,
            most_lines INTEGER NOT NULL,
            idle_stop INTEGER,
            status TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            restart_at INTEGER,
            reason TEXT,
            wakes INTEGER NOT NULL DEFAULT 0,
            state TEXT,
            owner TEXT,
            epoch INTEGER NOT NULL DEFAULT 0,
            crashes INTEGER NOT NULL DEFAULT 0,
            starts INTEGER NOT NULL DEFAULT 0,
            pending INTEGER NOT NULL DEFAULT 0,
            handled INTEGER NOT NULL DEFAULT 0,
            dead INTEGER NOT NULL DEFAULT 0,
            last_at INTEGER,
            next_due INTEGER,
            wake_at INTEGER);
        CREATE INDEX agents_by_wake ON agents (owner, wake_at);
        CREATE INDEX agents_by_inbox ON agents (inbox) WHERE inbox IS NOT NULL;

        CREATE TABLE mail (
            number INTEGER PRIMARY KEY,
            agent INTEGER NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            rank INTEGER NOT NULL,
            subject TEXT NOT NULL,
            sender TEXT,
            data TEXT,
            reply_to TEXT,
            sent_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0);
        CREATE UNIQUE INDEX mail_by_id ON mail (agent, id);
        CREATE INDEX mail_in_order ON mail (agent, rank, number);
        CREATE INDEX mail_by_due ON mail (agent, due_at);
        CREATE INDEX mail_timers ON mail (agent, subject) WHERE kind = 'timer';

        CREATE TABLE handled (agent INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (agent, id)) WITHOUT ROWID;
        CREATE INDEX handled_by_time ON handled (at);

        CREATE TABLE dead (
            number INTEGER PRIMARY KEY,
            agent INTEGER NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            sender TEXT,
            data TEXT,
            reply_to TEXT,
            sent_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            error TEXT NOT NULL,
            at INTEGER NOT NULL);
        CREATE INDEX dead_by_agent ON dead (agent, number);

        CREATE TABLE log (
            number INTEGER PRIMARY KEY,
            agent INTEGER NOT NULL,
            at INTEGER NOT NULL,
            level TEXT NOT NULL,
            text TEXT NOT NULL);
        CREATE INDEX log_by_agent ON log (agent, number);

        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            agent TEXT NOT NULL,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            data TEXT,
            at INTEGER NOT NULL);
        """;

    // Messages that tell the ends of runs.
    private const string Version2 = """
        ALTER TABLE mail ADD COLUMN expects TEXT;
        CREATE INDEX mail_of_runs ON mail (expects) WHERE expects IS NOT NULL;
        """;

    public static void Ensure(Connection connection, string file, DateTimeOffset now, TimeSpan lockTimeout)
    {
        var version = StoreSchema.VersionOf(connection, file);
        if (version > Versions.Length)
        {
            throw StoreFailure.Newer(file, version, Versions.Length);
        }

        if (version == Versions.Length)
        {
            return;
        }

        if (version == 0)
        {
            StoreSchema.UseWriteAheadLog(connection, file, lockTimeout);
        }

        connection.Execute("BEGIN IMMEDIATE");

        // Another process may have done it in the meantime.
        for (version = StoreSchema.VersionOf(connection, file); version < Versions.Length; version++)
        {
            connection.Execute(Versions[version]);
        }

        connection.Execute("DELETE FROM schema");
        connection.Prepared("INSERT INTO schema (version, applied_at) VALUES (?1, ?2)").Bind(1, version).Bind(2, Moments.ToTicks(now)).Run();
        connection.Execute("COMMIT");
    }
}
