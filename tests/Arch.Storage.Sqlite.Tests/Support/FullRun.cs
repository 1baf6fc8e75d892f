using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>A run that has a row in each table.</summary>
internal static class FullRun
{
    /// <summary>Commits the run: three records, one with a large value, a snapshot, and one of everything else.</summary>
    public static async Task CommitAsync(SqliteJournalStore store, string runId)
    {
        var id = new RunId(runId);
        await store.CommitAsync(new RunCommit(
            1,
            1,
            [Sample.Started() with { Inputs = Value.From(new string(runId[^1], 70_000)) }, Sample.Opened(2)],
            Sample.Summary(runId))
        {
            Writes = new RunWrites
            {
                OpenedWaits = [new OpenWait(2, 0, RunMessageKind.Event, "a.b", StoreFolder.Now), new OpenWait(3, 0, RunMessageKind.Signal, "go", null)],
                OpenedTasks =
                [
                    new HumanTask
                    {
                        Id = $"{runId}:4",
                        RunId = id,
                        Activation = 4,
                        Workflow = "shop.orders",
                        StepPath = "ask",
                        Title = "Ask",
                        Actions = ["yes"],
                        OpenedAt = StoreFolder.Now,
                    },
                ],
                Permits = [new PermitRequest(5, $"key-{runId}", 1, LimitPolicy.Queue, null)],
                Events = [new BusEvent { Id = $"event-of-{runId}", Subject = "a.b", Data = Value.From(1), At = StoreFolder.Now }],
                Cached = [new CacheEntry($"cache-of-{runId}", Value.From(2), StoreFolder.Now.AddHours(1))],
            },
            Snapshot = new byte[2_000],
        });
        await store.DispatchAsync(await store.ReadOutboxAsync(10));
        await store.CommitAsync(Sample.Next(runId, 3));
    }

    /// <summary>Gives all that the store says of a run, to compare it with that of another store.</summary>
    public static async Task<string> DescribeAsync(SqliteJournalStore store, string runId)
    {
        var id = new RunId(runId);
        var records = (await store.ReadAsync(id)).Select(record => System.Text.Encoding.UTF8.GetString(JournalCodec.Encode(record)));
        var tasks = await store.ListTasksAsync(new HumanTaskQuery { RunId = id, Status = null });
        return string.Join(
            '\n',
            [
                .. records,
                .. (await store.ReadInboxAsync(id)).Select(message => $"{message.Id} {message.Data}"),
                .. (await store.ListWaitsAsync(id)).Select(wait => wait.ToString()),
                .. tasks.Select(task => $"{task.Id} {task.Status}"),
                (await store.FindAsync(id))?.ToString() ?? "unknown",
                $"{(await store.LoadAsync(id)).SnapshotSequence}",
            ]);
    }
}
