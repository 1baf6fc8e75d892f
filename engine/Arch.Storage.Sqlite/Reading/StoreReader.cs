using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Reads on a connection of its own, which sees what was committed and never waits for the writer.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string SelectDefinition = "SELECT sources FROM definitions WHERE definition_id = ?1";
    private const string SelectRun = $"SELECT {RunRow.Columns} FROM runs WHERE run_id = ?1";
    private const string SelectOwners = "SELECT DISTINCT owner FROM runs WHERE ended_at IS NULL";
    private const string SelectOwner = "SELECT owner FROM runs WHERE run_id = ?1 AND ended_at IS NULL";

    private const string SelectNextSequence = "SELECT next_seq FROM runs WHERE run_id = ?1";

    private const string SelectJournal =
        "SELECT seq, at, kind, fields, checksum FROM journal WHERE run_id = ?1 ORDER BY seq";

    private readonly Connection _connection;

    private StoreReader(Connection connection) => _connection = connection;

    public static StoreReader Open(string file, TimeSpan lockTimeout)
    {
        var connection = Connection.Open(file, lockTimeout);
        // Only the writer moves what was committed into the main file.
        connection.LeaveFileAlone();
        return new StoreReader(connection);
    }

    public IReadOnlyList<SourceText>? FindDefinition(DefinitionId id)
    {
        var row = _connection.Prepared(SelectDefinition).Bind(1, id.Value);
        if (!row.Step())
        {
            return null;
        }

        try
        {
            return SourcesJson.Decode(row.Utf8(0)) ?? throw StoreFailure.BadDefinition(id.Value);
        }
        finally
        {
            row.Reset();
        }
    }

    public RunSummary? Find(RunId runId)
    {
        var row = _connection.Prepared(SelectRun).Bind(1, runId.Value);
        try
        {
            return row.Step() ? RunRow.Read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public IReadOnlyList<RunSummary> List(RunQuery query)
    {
        var row = _connection.Prepared(ListSql(query))
            .Bind(1, query.After?.Value ?? "\uFFFF")
            .Bind(2, query.Limit);
        if (query.Status is { } status)
        {
            row.Bind(3, StatusNames.Of(status));
        }

        if (query.Workflow is { } workflow)
        {
            row.Bind(4, workflow);
        }

        var found = new List<RunSummary>();
        try
        {
            while (row.Step())
            {
                found.Add(RunRow.Read(row));
            }
        }
        finally
        {
            row.Reset();
        }

        return found;
    }

    public IReadOnlyList<JournalRecord> Journal(RunId runId)
    {
        // In a transaction both statements see one state of the file.
        _connection.Prepared("BEGIN").Run();
        try
        {
            var records = Records(runId);
            var expected = NextSequence(runId) - 1;
            return records.Count == expected
                ? records
                : throw StoreFailure.BadRecord(runId.Value, Text($"it has {records.Count} records instead of {expected}."));
        }
        finally
        {
            _connection.Prepared("COMMIT").Run();
        }
    }

    /// <summary>Gets the owners of unfinished runs, with <see langword="null"/> for runs that nobody owns.</summary>
    public IReadOnlyList<string?> Owners(RunId? only)
    {
        var row = only is { } run
            ? _connection.Prepared(SelectOwner).Bind(1, run.Value)
            : _connection.Prepared(SelectOwners);
        var owners = new List<string?>();
        while (row.Step())
        {
            owners.Add(row.OptionalText(0));
        }

        return owners;
    }

    /// <summary>Only the conditions that are asked for, so that each shape of a query has its index.</summary>
    internal static string ListSql(RunQuery query) =>
        $"SELECT {RunRow.ColumnsOfList} FROM runs WHERE run_id < ?1"
        + (query.Status is null ? "" : " AND status = ?3")
        + (query.Workflow is null ? "" : " AND workflow = ?4")
        + " ORDER BY run_id DESC LIMIT ?2";

    public void Dispose() => _connection.Dispose();

    private List<JournalRecord> Records(RunId runId)
    {
        var records = new List<JournalRecord>();
        var row = _connection.Prepared(SelectJournal).Bind(1, runId.Value);
        try
        {
            while (row.Step())
            {
                records.Add(Record(row, runId, records.Count + 1));
            }
        }
        finally
        {
            row.Reset();
        }

        return records;
    }

    private long NextSequence(RunId runId)
    {
        var row = _connection.Prepared(SelectNextSequence).Bind(1, runId.Value);
        var next = row.Step() ? row.Int64(0) : 1;
        row.Reset();
        return next;
    }

    private static JournalRecord Record(Statement row, RunId runId, long expected)
    {
        var (sequence, at, kind, fields) = (row.Int64(0), row.Int64(1), row.Text(2), row.Utf8(3));
        if (sequence != expected)
        {
            throw StoreFailure.BadRecord(runId.Value, Text($"record {expected} is missing; record {sequence} follows."));
        }

        if (Checksum.Of(runId.Value, sequence, at, kind, fields) != row.Int64(4))
        {
            throw StoreFailure.BadRecord(runId.Value, Text($"record {sequence} of kind '{kind}' was changed or damaged after it was written."));
        }

        try
        {
            return JournalCodec.Decode(sequence, Moments.FromTicks(at), kind, fields);
        }
        catch (JournalStoreException exception)
        {
            throw StoreFailure.BadRecord(runId.Value, exception.Message, exception);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
