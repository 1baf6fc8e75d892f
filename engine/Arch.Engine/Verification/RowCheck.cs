using Arch.Engine.Runs;

namespace Arch.Engine.Verification;

/// <summary>Compares the row of a run with the fold of its journal.</summary>
internal static class RowCheck
{
    public static IEnumerable<string> Differences(RunSummary row, RunSummary fold)
    {
        // A parked run is what its store says, whatever its journal says.
        var isParked = row.Status == RunStatus.Parked;
        if (!isParked && row.Status != fold.Status)
        {
            yield return Differs("status", row.Status, fold.Status);
        }

        if (!isParked && row.DueAt != fold.DueAt)
        {
            yield return Differs("due_at", row.DueAt, fold.DueAt);
        }

        if (row.EndedAt != fold.EndedAt)
        {
            yield return Differs("ended_at", row.EndedAt, fold.EndedAt);
        }

        if (row.StartedAt != fold.StartedAt)
        {
            yield return Differs("started_at", row.StartedAt, fold.StartedAt);
        }

        if (row.Workflow != fold.Workflow)
        {
            yield return Differs("workflow", row.Workflow, fold.Workflow);
        }

        if (row.Parent != fold.Parent)
        {
            yield return Differs("parent", row.Parent, fold.Parent);
        }

        if (row.Outputs != fold.Outputs)
        {
            yield return Differs("outputs", row.Outputs, fold.Outputs);
        }

        if (!isParked && (row.Error?.Code != fold.Error?.Code || row.Error?.Message != fold.Error?.Message))
        {
            yield return Differs("error", row.Error?.Code, fold.Error?.Code);
        }
    }

    private static string Differs(string what, object? row, object? fold) =>
        $"Its row says {what} = {row ?? "nothing"}, its journal {fold ?? "nothing"}.";
}
