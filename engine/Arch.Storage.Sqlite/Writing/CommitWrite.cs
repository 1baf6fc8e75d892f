using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>A commit of a run, encoded. The row of the run is changed first: its epoch and next sequence number decide.</summary>
internal sealed class CommitWrite : PendingWrite
{
    private const string InsertRun = """
        INSERT INTO runs (run_id, epoch, next_seq, status, ended_at, due_at, outputs, error, owner,
            workflow, definition_id, started_at, parent)
        VALUES (?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, CASE WHEN ?6 IS NULL THEN ?10 END, ?11, ?12, ?13, ?14)
        ON CONFLICT DO NOTHING
        """;

    private const string UpdateRun = """
        UPDATE runs
        SET next_seq = ?4, status = ?5, ended_at = ?6, due_at = ?7, outputs = ?8, error = ?9,
            owner = CASE WHEN ?6 IS NULL THEN owner END
        WHERE run_id = ?1 AND epoch = ?2 AND next_seq = ?3
        """;

    // Most commits change nothing but the number, and need not touch an index then.
    private const string AdvanceRun = """
        UPDATE runs SET next_seq = ?4
        WHERE run_id = ?1 AND epoch = ?2 AND next_seq = ?3 AND status = ?5 AND due_at IS ?6 AND ended_at IS NULL
        """;

    private const string InsertRecord =
        "INSERT INTO journal (run_id, seq, at, kind, fields, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private readonly string _owner;
    private readonly long _epoch;
    private readonly long _firstSequence;
    private readonly EncodedRecord[] _records;
    private readonly RunSummary _summary;
    private readonly byte[]? _outputs;
    private readonly byte[]? _error;

    public CommitWrite(RunCommit commit, string owner)
    {
        _owner = owner;
        _epoch = commit.Epoch;
        _firstSequence = commit.FirstSequence;
        _summary = commit.Summary;
        _records = new EncodedRecord[commit.Records.Count];
        for (var i = 0; i < _records.Length; i++)
        {
            _records[i] = EncodedRecord.Of(_summary.RunId.Value, commit.Records[i]);
            if (_records[i].Sequence != _firstSequence + i)
            {
                throw new ArgumentException(
                    $"Record {i + 1} of the commit of run '{_summary.RunId}' has sequence number {_records[i].Sequence}; {_firstSequence + i} was expected.",
                    nameof(commit));
            }
        }

        if (_records.Length == 0)
        {
            throw new ArgumentException($"The commit of run '{_summary.RunId}' has no records.", nameof(commit));
        }

        _outputs = _summary.Outputs.IsUndefined ? null : ValueJson.ToUtf8(_summary.Outputs);
        _error = _summary.Error is { } error ? ValueJson.ToUtf8(error.ToValue()) : null;
    }

    protected override Exception? Apply(Connection connection)
    {
        try
        {
            var changed = _firstSequence == 1 ? Insert(connection) : Advance(connection) || Update(connection);
            if (!changed)
            {
                return new RunOwnershipLostException(_summary.RunId);
            }
        }
        catch (SqliteFailure failure) when (failure.ExtendedCode == raw.SQLITE_CONSTRAINT_FOREIGNKEY)
        {
            return new InvalidOperationException(
                $"Definition '{_summary.Definition}' of run '{_summary.RunId}' is not kept. Save it before its first run.",
                failure);
        }

        var insert = connection.Prepared(InsertRecord).Bind(1, _summary.RunId.Value);
        foreach (var record in _records)
        {
            insert.Bind(2, record.Sequence).Bind(3, record.At).Bind(4, record.Kind).Bind(5, record.Fields)
                .Bind(6, record.Checksum).Run();
        }

        return null;
    }

    private bool Insert(Connection connection) =>
        BindState(connection.Prepared(InsertRun))
            .Bind(10, _owner)
            .Bind(11, _summary.Workflow)
            .Bind(12, _summary.Definition.Value)
            .Bind(13, Moments.ToTicks(_summary.StartedAt))
            .Bind(14, _summary.Parent?.Value)
            .Run() == 1;

    private bool Update(Connection connection) =>
        BindState(connection.Prepared(UpdateRun)).Bind(3, _firstSequence).Run() == 1;

    private bool Advance(Connection connection) =>
        !_summary.HasEnded && _outputs is null && _error is null
        && BindPlace(connection.Prepared(AdvanceRun))
            .Bind(3, _firstSequence)
            .Bind(5, StatusNames.Of(_summary.Status))
            .Bind(6, Moments.ToTicks(_summary.DueAt))
            .Run() == 1;

    private Statement BindPlace(Statement statement) =>
        statement.Bind(1, _summary.RunId.Value).Bind(2, _epoch).Bind(4, _firstSequence + _records.Length);

    private Statement BindState(Statement statement) =>
        BindPlace(statement)
            .Bind(5, StatusNames.Of(_summary.Status))
            .Bind(6, Moments.ToTicks(_summary.EndedAt))
            .Bind(7, Moments.ToTicks(_summary.DueAt))
            .Bind(8, _outputs)
            .Bind(9, _error);
}
