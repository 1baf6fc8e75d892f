using System.Globalization;
using Arch.Engine.Journal;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>A file as the first version made it. The tables are those of that version, letter by letter, and never change.</summary>
internal static class VersionOneFile
{
    private const string Tables = """
        PRAGMA journal_mode = WAL;
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
        INSERT INTO schema (version, applied_at) VALUES (1, 17000000000000000);
        INSERT INTO definitions (definition_id, saved_at, sources)
        VALUES ('dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 1, '[{"file":"orders.yaml","text":"arch: 1\nid: orders\n"}]');
        """;

    /// <summary>Makes the file with runs of each kind: under way, waiting for a moment, waiting for another, and ended.</summary>
    public static void Make(StoreFolder folder)
    {
        folder.Execute(Tables);
        Add(folder, "run-1", "running", owner: "'0123456789abcdef'", due: "NULL", ended: "NULL", outputs: "NULL");
        Add(folder, "run-2", "waiting", owner: "NULL", due: Ticks(StoreFolder.Now.AddHours(1)), ended: "NULL", outputs: "NULL");
        Add(folder, "run-3", "waiting", owner: "NULL", due: "NULL", ended: "NULL", outputs: "NULL");
        Add(folder, "run-4", "succeeded", owner: "NULL", due: "NULL", Ticks(StoreFolder.Now.AddSeconds(1)), "'{\"total\":12.5}'");
    }

    private static void Add(StoreFolder folder, string run, string status, string owner, string due, string ended, string outputs)
    {
        folder.Execute($"""
            INSERT INTO runs (run_id, workflow, definition_id, status, started_at, ended_at, due_at, epoch, next_seq, owner, outputs)
            VALUES ('{run}', 'shop.orders', '{Sample.Definition}', '{status}', {Ticks(StoreFolder.Now)}, {ended}, {due}, 3, 6, {owner}, {outputs})
            """);
        for (var i = 1; i <= 5; i++)
        {
            JournalRecord record = i == 1 ? Sample.Started() : Sample.Opened(i);
            var (at, fields) = (record.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, JournalCodec.Encode(record));
            var text = System.Text.Encoding.UTF8.GetString(fields);
            folder.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                INSERT INTO journal (run_id, seq, at, kind, fields, checksum)
                VALUES ('{run}', {i}, {at}, '{record.Kind}', '{text}', {Checksum.Of(run, i, at, record.Kind, fields)})
                """));
        }
    }

    private static string Ticks(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks).ToString(CultureInfo.InvariantCulture);
}
