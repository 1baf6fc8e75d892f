using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>A row of the table of runs as a summary.</summary>
internal static class RunRow
{
    /// <summary>The columns that <see cref="Read"/> wants, in this order, from the first on.</summary>
    public const string Columns =
        "run_id, workflow, definition_id, status, started_at, ended_at, due_at, parent, error, outputs";

    /// <summary>The same without the outputs, which may be large.</summary>
    public const string ColumnsOfList =
        "run_id, workflow, definition_id, status, started_at, ended_at, due_at, parent, error, NULL";

    /// <summary>How many columns these are.</summary>
    public const int ColumnCount = 10;

    public static RunSummary Read(Statement row)
    {
        var runId = row.Text(0);
        return new RunSummary
        {
            RunId = new RunId(runId),
            Workflow = row.Text(1),
            Definition = new DefinitionId(row.Text(2)),
            Status = StatusNames.Parse(row.Text(3))
                ?? throw StoreFailure.BadRecord(runId, $"its status '{row.Text(3)}' is not known to this version of Arch."),
            StartedAt = Moments.FromTicks(row.Int64(4)),
            EndedAt = Moments.FromTicks(row.OptionalInt64(5)),
            DueAt = Moments.FromTicks(row.OptionalInt64(6)),
            Parent = row.OptionalText(7) is { } parent ? new RunId(parent) : null,
            Error = row.OptionalUtf8(8) is { } error ? StepError.FromValue(Parse(runId, error)) : null,
            Outputs = row.OptionalUtf8(9) is { } outputs ? Parse(runId, outputs) : default,
        };
    }

    private static Value Parse(string runId, byte[] utf8Json)
    {
        try
        {
            return ValueJson.Parse(utf8Json, ValueDepth.InRecords);
        }
        catch (JsonException exception)
        {
            throw StoreFailure.BadRecord(runId, $"its outputs or its error are no JSON: {exception.Message}", exception);
        }
    }
}
