namespace Arch.Storage.Sqlite.Schema.Versions;

/// <summary>What the second version adds: messages, waits, tasks, permits, events, kept outputs, snapshots and large values.</summary>
internal static class Version2
{
    // The first version kept no row for what a run waits for. One that waited for something else than a moment runs on once, and
    // then has its rows.
    private const string Runs = """
        ALTER TABLE runs ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN idempotency_key TEXT;
        ALTER TABLE runs ADD COLUMN outputs_blobs TEXT;
        ALTER TABLE journal ADD COLUMN blobs TEXT;
        DROP INDEX runs_by_status;
        DROP INDEX runs_by_workflow;
        DROP INDEX runs_unfinished;
        UPDATE runs SET status = 'running' WHERE status = 'waiting' AND due_at IS NULL;
        """;

    // Lists are sorted by the start. There is none by the start alone or by the workflow alone: a list of any status merges those
    // of each, so that a run is in two indexes instead of four. Those with a condition hold few of the runs.
    private const string RunIndexes = """
        CREATE INDEX runs_by_status ON runs (status, started_at, run_id);
        CREATE INDEX runs_by_workflow ON runs (workflow, status, started_at, run_id);
        CREATE INDEX runs_by_parent ON runs (parent, started_at, run_id, status, workflow) WHERE parent IS NOT NULL;
        CREATE UNIQUE INDEX runs_by_key ON runs (workflow, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX runs_owned ON runs (owner, run_id, crashes) WHERE owner IS NOT NULL;
        CREATE INDEX runs_suspect ON runs (owner, crashes DESC) WHERE crashes > 0;
        CREATE INDEX runs_left ON runs (run_id) WHERE owner IS NULL AND status = 'running';
        CREATE INDEX runs_due ON runs (due_at) WHERE owner IS NULL AND status = 'waiting' AND due_at IS NOT NULL;
        """;

    // A message of an event refers to the event: one event may go to very many runs.
    private const string Messages = """
        CREATE TABLE inbox (
            number INTEGER NOT NULL PRIMARY KEY,
            run_id TEXT NOT NULL,
            message_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            data TEXT,
            event INTEGER,
            sent_by TEXT,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX inbox_by_run ON inbox (run_id, message_id);
        CREATE TABLE waits (
            run_id TEXT NOT NULL,
            activation INTEGER NOT NULL,
            leaf INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            is_pattern INTEGER NOT NULL,
            since INTEGER,
            PRIMARY KEY (run_id, activation, leaf)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX waits_by_subject ON waits (name) WHERE kind = 'event' AND is_pattern = 0;
        CREATE INDEX waits_by_pattern ON waits (name) WHERE kind = 'event' AND is_pattern = 1;
        CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            event_id TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL,
            data TEXT,
            at INTEGER NOT NULL,
            source TEXT,
            is_dispatched INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX events_by_subject ON events (subject, at, number);
        CREATE INDEX events_by_time ON events (at, number, subject);
        CREATE INDEX events_outbox ON events (number) WHERE is_dispatched = 0;
        """;

    private const string Others = """
        CREATE TABLE tasks (
            task_id TEXT NOT NULL PRIMARY KEY,
            run_id TEXT NOT NULL,
            activation INTEGER NOT NULL,
            workflow TEXT NOT NULL,
            step_path TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT,
            assign TEXT,
            actions TEXT NOT NULL,
            status TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            due_at INTEGER,
            closed_at INTEGER,
            action TEXT,
            closed_by TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tasks_by_status ON tasks (status, opened_at, task_id);
        CREATE INDEX tasks_by_run ON tasks (run_id, opened_at, task_id, status);
        CREATE TABLE permits (
            run_id TEXT NOT NULL,
            activation INTEGER NOT NULL,
            key TEXT NOT NULL,
            most INTEGER NOT NULL,
            is_granted INTEGER NOT NULL,
            place INTEGER NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (run_id, activation, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX permits_by_key ON permits (key, is_granted DESC, place);
        CREATE TABLE cache (
            key TEXT NOT NULL PRIMARY KEY,
            outputs TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX cache_by_end ON cache (expires_at);
        CREATE TABLE snapshots (
            run_id TEXT NOT NULL PRIMARY KEY,
            seq INTEGER NOT NULL,
            is_packed INTEGER NOT NULL,
            state BLOB NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE blobs (
            hash BLOB NOT NULL PRIMARY KEY,
            is_packed INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE blob_uses (
            run_id TEXT NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (run_id, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_uses_by_hash ON blob_uses (hash);
        """;

    public const string Sql = Runs + "\n" + RunIndexes + "\n" + Messages + "\n" + Others;
}
