namespace Arch.Storage.Sqlite.Schema.Versions;

/// <summary>The tables of the first version: definitions, runs and journals.</summary>
internal static class Version1
{
    // The journal does not refer to its run by a foreign key: a commit has just changed the run's row when it writes records,
    // and the look-up for each record would be felt.
    public const string Sql = """
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
}
