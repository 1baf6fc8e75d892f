using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>A row of the table of runs as a summary.</summary>
internal static class RunRow
{
    /// <summary>The columns that <see cref="Read"/> wants, in this order.</summary>
    public const string Columns = $"{Common}, outputs, outputs_blobs";

    /// <summary>The columns that <see cref="ReadListed"/> wants: no outputs, which may be large.</summary>
    public const string ColumnsOfList = Common;

    /// <summary>How many columns a list wants.</summary>
    public const int ColumnCountOfList = 9;

    private const string Common = "run_id, workflow, definition_id, status, started_at, ended_at, due_at, parent, error";

    /// <summary>Reads a run with its outputs.</summary>
    public static RunSummary Read(Connection connection, Statement row)
    {
        var run = ReadListed(row);
        var what = $"the outputs of run '{run.RunId}'";
        return row.OptionalUtf8(9) is { } outputs
            ? run with { Outputs = StoredJson.Parse(new BlobReading(connection).Restore(outputs, row.OptionalText(10), what), what) }
            : run;
    }

    /// <summary>Reads a run for a list, where one that is damaged must not hide the others: the damage is its error.</summary>
    public static RunSummary ReadAnyway(Statement row)
    {
        try
        {
            return ReadListed(row);
        }
        catch (JournalStoreException damage)
        {
            return ReadSound(row, RunStatusNames.Parse(row.Text(3)) ?? RunStatus.Parked) with
            {
                Error = new StepError { Kind = StepErrorKinds.Plugin, Code = damage.Code, Message = damage.Message },
            };
        }
    }

    /// <summary>Reads a run without its outputs.</summary>
    public static RunSummary ReadListed(Statement row)
    {
        var runId = row.Text(0);
        var status = RunStatusNames.Parse(row.Text(3))
            ?? throw StoreFailure.BadRecord(runId, $"its status '{row.Text(3)}' is not known to this version of Arch.");
        return ReadSound(row, status) with
        {
            Error = row.OptionalUtf8(8) is { } error
                ? StepError.FromValue(StoredJson.Parse(error, $"the error of run '{runId}'"))
                : null,
        };
    }

    // What every row has, however damaged.
    private static RunSummary ReadSound(Statement row, RunStatus status) => new()
    {
        RunId = new RunId(row.Text(0)),
        Workflow = row.Text(1),
        Definition = new DefinitionId(row.Text(2)),
        Status = status,
        StartedAt = Moments.FromTicks(row.Int64(4)),
        EndedAt = Moments.FromTicks(row.OptionalInt64(5)),
        DueAt = Moments.FromTicks(row.OptionalInt64(6)),
        Parent = row.OptionalText(7) is { } parent ? new RunId(parent) : null,
    };
}
