using System.Globalization;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>Whether each record is as it was written, none is missing, and each journal is that of a run.</summary>
internal sealed class JournalsCheck(CheckContext context)
{
    private const string Part = "journal";
    private const int RunColumn = 6;

    private readonly BlobReading _blobs = new(context.Connection);
    private string? _runId;
    private long? _next;
    private long _expected;

    /// <summary>Looks at all records.</summary>
    /// <returns>How many there are.</returns>
    public long Run()
    {
        var records = context.Each(
            Part,
            $"""
            SELECT seq, at, kind, fields, checksum, {(context.Version > 1 ? "blobs" : "NULL")}, journal.run_id, next_seq
            FROM journal LEFT JOIN runs ON runs.run_id = journal.run_id
            ORDER BY journal.run_id, seq
            """,
            Look,
            row => row.Text(RunColumn),
            context.Number("SELECT sum(next_seq - 1) FROM runs"));
        End();
        context.Each(
            Part,
            "SELECT run_id, next_seq - 1 FROM runs WHERE next_seq > 1 AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.run_id = runs.run_id)",
            row => context.Report(Part, row.Text(0), Text($"It has 0 records instead of {row.Int64(1)}.")));
        return records;
    }

    private void Look(Statement row)
    {
        var runId = row.Text(RunColumn);
        if (runId != _runId)
        {
            End();
            (_runId, _next, _expected) = (runId, row.OptionalInt64(RunColumn + 1), 1);
        }

        var expected = _expected;
        _expected = row.Int64(0) + 1;
        JournalReading.Record(row, _blobs, runId, expected);
    }

    private void End()
    {
        if (_runId is null)
        {
            return;
        }

        if (_next is null)
        {
            context.Report(Part, _runId, Text($"It has {_expected - 1} records, but there is no such run."));
        }
        else if (_next != _expected)
        {
            context.Report(Part, _runId, Text($"Its last record is {_expected - 1} instead of {_next - 1}."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
