using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing.Stories;

/// <summary>Says in lines of text all that a store answers, so that two stores can be compared.</summary>
internal static class StoreDescription
{
    public static async Task<string> OfAsync(IJournalStore store, IReadOnlyList<RunId> runs, IReadOnlyList<string> cacheKeys, DateTimeOffset now)
    {
        var index = (IRunIndex)store;
        var lines = new List<string>();
        foreach (var runId in runs)
        {
            lines.AddRange(await OfRunAsync(store, index, runId));
        }

        lines.Add("runs: " + string.Join(' ', (await index.ListAsync(new RunQuery { Limit = 1_000 })).Select(run => run.RunId)));
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            var listed = await index.ListAsync(new RunQuery { Status = status, Limit = 1_000 });
            lines.Add($"{status}: {string.Join(' ', listed.Select(run => run.RunId))}");
        }

        var tasks = await index.ListTasksAsync(new HumanTaskQuery { Status = null, Limit = 1_000 });
        lines.AddRange(tasks.Select(task => Invariant($"task {task.Id} {task.Status} {task.Action} {task.By} {task.ClosedAt:O}")));
        lines.AddRange((await index.ListPermitsAsync(null, 10_000)).Select(holder =>
            Invariant($"permit {holder.Key} {holder.RunId}:{holder.Activation} {holder.IsGranted} {holder.Since:O}")));
        lines.AddRange((await store.ReadOutboxAsync(10_000)).Select(message => $"outbox {message.Id}"));
        lines.AddRange((await index.ListEventsAsync(">", DateTimeOffset.MinValue, 10_000)).Select(message => $"log {Of(message)}"));
        foreach (var key in cacheKeys)
        {
            lines.Add($"cache {key} {await store.FindCachedAsync(key, now)}");
        }

        lines.Add(Invariant($"due {await store.FindNextDueAsync():O}"));
        return string.Join('\n', lines);
    }

    public static string Of(RunSummary? run) => run is null
        ? "no run"
        : Invariant($"{run.RunId} {run.Workflow} {run.Status} {run.StartedAt:O} {run.EndedAt:O} {run.DueAt:O} {run.Parent} {run.Outputs} {run.Error}");

    public static string Of(RunMessage message) =>
        Invariant($"{message.Id} {message.Kind} '{message.Name}' {message.Data} {message.By} {message.At:O}");

    private static async Task<List<string>> OfRunAsync(IJournalStore store, IRunIndex index, RunId runId)
    {
        var (snapshot, sequence, records) = await store.LoadAsync(runId);
        var inbox = await store.ReadInboxAsync(runId);
        List<string> lines =
        [
            $"run {runId}: {Of(await store.FindAsync(runId))}",
            $"snapshot {Convert.ToHexString(snapshot.GetValueOrDefault().Span)} {sequence} {string.Join(' ', records.Select(record => record.Sequence))}",
            .. (await store.ReadAsync(runId)).Select(record => $"record {record}"),

            // In which order several permits of one run are answered in one commit is left open.
            .. inbox.Where(message => message.Kind != RunMessageKind.Permit).Select(message => $"message {Of(message)}"),
            .. inbox.Where(message => message.Kind == RunMessageKind.Permit).Select(message => $"message {Of(message)}").Order(StringComparer.Ordinal),
            .. (await index.ListWaitsAsync(runId)).Select(wait => $"wait {wait with { Since = null }}"),
        ];
        return lines;
    }

    private static string Of(BusEvent message) =>
        Invariant($"{message.Id} {message.Subject} {message.Data} {message.At:O} {message.Source}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
