using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>The row of the run that is committed, which is changed first: its owner, epoch and next sequence number decide.</summary>
internal sealed class RunRowWrite
{
    private const string InsertRun = """
        INSERT INTO runs (run_id, epoch, next_seq, status, ended_at, due_at, outputs, error, owner,
            workflow, definition_id, started_at, parent, idempotency_key, outputs_blobs)
        VALUES (?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, CASE WHEN ?6 IS NULL AND NOT ?10 THEN ?11 END, ?12, ?13, ?14, ?15, ?16, ?17)
        ON CONFLICT DO NOTHING
        """;

    private const string UpdateRun = """
        UPDATE runs
        SET next_seq = ?4, status = ?5, ended_at = ?6, due_at = ?7, outputs = ?8, error = ?9, outputs_blobs = ?17, crashes = 0,
            definition_id = ?13, owner = CASE WHEN ?6 IS NULL AND NOT ?10 THEN owner END
        WHERE run_id = ?1 AND epoch = ?2 AND next_seq = ?3 AND owner = ?11
        """;

    // Most commits change nothing but the number, and need not touch an index then.
    private const string AdvanceRun = """
        UPDATE runs SET next_seq = ?4, crashes = 0
        WHERE run_id = ?1 AND epoch = ?2 AND next_seq = ?3 AND owner = ?7 AND status = ?5 AND due_at IS ?6
            AND definition_id = ?8
        """;

    private const string SelectByKey = "SELECT run_id FROM runs WHERE workflow = ?1 AND idempotency_key = ?2";

    private readonly RunSummary _summary;
    private readonly long _epoch;
    private readonly long _firstSequence;
    private readonly long _nextSequence;
    private readonly bool _releases;
    private readonly string? _key;
    private readonly CutText? _outputs;
    private readonly byte[]? _error;

    public RunRowWrite(RunCommit commit)
    {
        _summary = commit.Summary;
        _epoch = commit.Epoch;
        _firstSequence = commit.FirstSequence;
        _nextSequence = commit.FirstSequence + commit.Records.Count;
        _releases = commit.Releases;
        _key = commit.IdempotencyKey;
        _outputs = _summary.Outputs.IsUndefined ? null : CutText.Of(ValueJson.ToUtf8(_summary.Outputs));
        _error = _summary.Error is { } error ? ValueJson.ToUtf8(error.ToValue()) : null;
    }

    /// <summary>Gets the large values of the outputs.</summary>
    public IReadOnlyList<Blob> Blobs => _outputs?.Blobs ?? [];

    /// <summary>Changes the row.</summary>
    /// <returns>Whether that could be; otherwise the owner, the epoch or the number is stale, or the run is there already.</returns>
    public bool TryApply(Connection connection, string owner) =>
        _firstSequence == 1 ? Insert(connection, owner) : Advance(connection, owner) || Update(connection, owner);

    /// <summary>Gets the run that has the idempotency key of this new one.</summary>
    public RunId? FindByKey(Connection connection) =>
        _firstSequence == 1 && _key is not null
        && connection.Prepared(SelectByKey).Bind(1, _summary.Workflow).Bind(2, _key).First(static row => row.Text(0)) is { } other
        && other != _summary.RunId.Value
            ? new RunId(other)
            : null;

    private bool Insert(Connection connection, string owner) =>
        BindState(connection.Prepared(InsertRun))
            .Bind(11, owner)
            .Bind(12, _summary.Workflow)
            .Bind(13, _summary.Definition.Value)
            .Bind(14, Moments.ToTicks(_summary.StartedAt))
            .Bind(15, _summary.Parent?.Value)
            .Bind(16, _key)
            .Run() == 1;

    private bool Update(Connection connection, string owner) =>
        BindState(connection.Prepared(UpdateRun))
            .Bind(3, _firstSequence)
            .Bind(11, owner)
            .Bind(13, _summary.Definition.Value)
            .Run() == 1;

    private bool Advance(Connection connection, string owner) =>
        !_summary.HasEnded && !_releases && _outputs is null && _error is null
        && BindPlace(connection.Prepared(AdvanceRun))
            .Bind(3, _firstSequence)
            .Bind(5, RunStatusNames.Of(_summary.Status))
            .Bind(6, Moments.ToTicks(_summary.DueAt))
            .Bind(7, owner)
            .Bind(8, _summary.Definition.Value)
            .Run() == 1;

    private Statement BindPlace(Statement statement) =>
        statement.Bind(1, _summary.RunId.Value).Bind(2, _epoch).Bind(4, _nextSequence);

    private Statement BindState(Statement statement) =>
        BindPlace(statement)
            .Bind(5, RunStatusNames.Of(_summary.Status))
            .Bind(6, Moments.ToTicks(_summary.EndedAt))
            .Bind(7, Moments.ToTicks(_summary.DueAt))
            .Bind(8, _outputs?.Text)
            .Bind(9, _error)
            .Bind(10, _releases)
            .Bind(17, _outputs?.References);
}
