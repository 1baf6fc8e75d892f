using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;
using Arch.Storage.Sqlite.Writing.Events;
using Arch.Storage.Sqlite.Writing.Messages;
using Arch.Storage.Sqlite.Writing.Permits;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>A commit of a run, encoded.</summary>
internal sealed class CommitWrite : PendingWrite<CommitResult>
{
    private const string InsertRecord =
        "INSERT INTO journal (run_id, seq, at, kind, fields, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private const string InsertCutRecord =
        "INSERT INTO journal (run_id, seq, at, kind, fields, checksum, blobs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    private const string SelectRows = """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM waits WHERE run_id = ?1) OR EXISTS (SELECT 1 FROM inbox WHERE run_id = ?1)
            OR EXISTS (SELECT 1 FROM permits WHERE run_id = ?1) OR EXISTS (SELECT 1 FROM tasks WHERE run_id = ?1)
        """;

    private readonly RunCommit _commit;
    private readonly string _owner;
    private readonly string _runId;
    private readonly long _moment;
    private readonly RunRowWrite _row;
    private readonly EncodedRecord[] _records;
    private readonly Blob[] _blobs;
    private readonly EncodedWrites? _writes;
    private readonly SnapshotRows.EncodedSnapshot? _snapshot;
    private CommitResult _result = CommitResult.Quiet;

    public CommitWrite(RunCommit commit, string owner, TimeProvider time, Func<Blob, bool> isKept)
    {
        _commit = commit;
        _owner = owner;
        _runId = commit.Summary.RunId.Value;
        _records = Encode(commit);
        _moment = _records.Length > 0 ? _records[^1].At : Moments.ToTicks(time.GetUtcNow());
        _row = new RunRowWrite(commit);
        _writes = commit.Writes is { } writes ? new EncodedWrites(writes) : null;
        _snapshot = commit.Snapshot is { } state
            ? SnapshotRows.EncodedSnapshot.Of(_runId, commit.FirstSequence + _records.Length - 1, state)
            : null;
        _blobs = Large();
        foreach (var blob in _blobs.Where(blob => !isKept(blob)))
        {
            // Here and not on the writer's thread, which others wait for.
            blob.Pack();
        }
    }

    protected override CommitResult Outcome => _result;

    protected override Exception? Apply(Connection connection)
    {
        try
        {
            if (!_row.TryApply(connection, _owner))
            {
                if (_row.FindByKey(connection) is not { } existing)
                {
                    return new RunOwnershipLostException(_commit.Summary.RunId);
                }

                _result = new CommitResult([], existing);
                return null;
            }
        }
        catch (SqliteFailure failure) when (failure.ExtendedCode == raw.SQLITE_CONSTRAINT_FOREIGNKEY)
        {
            return new InvalidOperationException(
                $"Definition '{_commit.Summary.Definition}' of run '{_runId}' is not kept. Save it before its first run.",
                failure);
        }

        AddRecords(connection);
        if (_writes is not null || _snapshot is not null || (_commit.Summary.HasEnded && HasRows(connection)))
        {
            AddOthers(new WriteScope(connection, _moment));
        }

        return null;
    }

    private static EncodedRecord[] Encode(RunCommit commit)
    {
        var runId = commit.Summary.RunId.Value;
        if (commit.Records.Count == 0 && (commit.Writes is null || commit.FirstSequence == 1))
        {
            throw new ArgumentException($"The commit of run '{runId}' has no records.", nameof(commit));
        }

        var records = new EncodedRecord[commit.Records.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = EncodedRecord.Of(runId, commit.Records[i]);
            if (records[i].Sequence != commit.FirstSequence + i)
            {
                throw new ArgumentException(
                    $"Record {i + 1} of the commit of run '{runId}' has sequence number {records[i].Sequence}; {commit.FirstSequence + i} was expected.",
                    nameof(commit));
            }
        }

        return records;
    }

    private void AddRecords(Connection connection)
    {
        if (_records.Length == 0)
        {
            return;
        }

        var insert = connection.Prepared(InsertRecord).Bind(1, _runId);
        foreach (var record in _records)
        {
            if (record.Fields.References is not null)
            {
                Bind(connection.Prepared(InsertCutRecord).Bind(1, _runId), record).Bind(7, record.Fields.References).Run();
            }
            else
            {
                Bind(insert, record).Run();
            }
        }

        foreach (var blob in _blobs)
        {
            BlobRows.Keep(connection, _runId, blob);
        }
    }

    // Most runs end without any, and one look costs less than removing nothing four times.
    private bool HasRows(Connection connection) => connection.Prepared(SelectRows).Bind(1, _runId).Any();

    // Nearly always none, which costs nothing.
    private Blob[] Large() =>
        _row.Blobs.Count == 0 && !Array.Exists(_records, static record => record.Fields.References is not null)
            ? []
            : [.. _records.SelectMany(static record => record.Fields.Blobs), .. _row.Blobs];

    private static Statement Bind(Statement insert, EncodedRecord record) =>
        insert.Bind(2, record.Sequence).Bind(3, record.At).Bind(4, record.Kind).Bind(5, record.Fields.Text)
            .Bind(6, record.Checksum);

    private void AddOthers(WriteScope scope)
    {
        _writes?.Apply(scope, _runId);
        if (_snapshot is not null)
        {
            SnapshotRows.Keep(scope, _runId, _snapshot);
        }

        if (_commit.Summary.HasEnded)
        {
            WaitRows.CloseAll(scope, _runId);
            TaskRows.CancelAll(scope, _runId);
            PermitRows.ReleaseAll(scope, _runId);
            InboxRows.RemoveAll(scope, _runId);
        }

        _result = scope.Notified.Count == 0 ? CommitResult.Quiet : new CommitResult(scope.Notified);
    }
}
