using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>Whether the rows of runs can be read and do not contradict themselves.</summary>
internal static class RunsCheck
{
    private const string Part = "runs";
    private const int OwnerColumn = 11;

    /// <summary>Looks at all runs.</summary>
    /// <returns>How many there are.</returns>
    public static long Run(CheckContext context) => context.Each(
        Part,
        context.Version > 1
            ? $"SELECT {RunRow.Columns}, owner FROM runs"
            : $"SELECT {RunRow.ColumnsOfList}, outputs, NULL, owner FROM runs",
        row => Look(context, row),
        row => row.Text(0),
        context.Number("SELECT count(*) FROM runs"));

    private static void Look(CheckContext context, Statement row)
    {
        var run = RunRow.Read(context.Connection, row);
        if (run.HasEnded != run.EndedAt is not null)
        {
            context.Report(Part, run.RunId.Value, $"Its status '{run.Status}' and the moment of its end contradict each other.");
        }

        if (run.HasEnded && !row.IsNull(OwnerColumn))
        {
            context.Report(Part, run.RunId.Value, "It has ended and has an owner all the same.");
        }
    }
}
