using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Tests.Support;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Tests.Faults;

/// <summary>One write of each kind after the other, and what is in the file after each.</summary>
internal static class Story
{
    private static readonly RunId First = new("run-1");

    /// <summary>Gets the writes. Each is one transaction.</summary>
    public static IReadOnlyList<Func<SqliteJournalStore, Task>> Writes { get; } =
    [
        store => store.SaveDefinitionAsync(new DefinitionId("another"), Sample.Sources).AsTask(),
        store => store.CommitAsync(Begin("run-1")).AsTask(),
        store => store.CommitAsync(Begin("run-2")).AsTask(),
        store => store.SendAsync(Message("go")).AsTask(),
        store => store.AppendEventAsync(Event("paid")).AsTask(),
        async store => await store.DispatchAsync(await store.ReadOutboxAsync(10)),
        store => store.CommitAsync(Sample.Next("run-1", 2) with
        {
            Writes = new RunWrites
            {
                Consumed = ["go", "permit/0/key"],
                ClosedTasks = [new ClosedTask(4, HumanTaskStatus.Completed, "yes", "ada")],
                ClosedWaits = [2],
                Cached = [new CacheEntry("key", Value.From(1), StoreFolder.Now.AddDays(1))],
            },
            Snapshot = new byte[3_000],
        }).AsTask(),
        store => store.CommitAsync(Sample.Next("run-1", 3, status: RunStatus.Succeeded)).AsTask(),
        store => store.CommitAsync(Sample.Next("run-2", 2, status: RunStatus.Waiting) with { Releases = true }).AsTask(),
        store => store.ClaimRunnableAsync(StoreFolder.Now.AddDays(1), 10).AsTask(),
        store => store.ParkAsync(new RunId("run-2"), 2, new StepError { Kind = StepErrorKinds.Plugin, Code = "c", Message = "m" }).AsTask(),
        store => store.UnparkAsync(new RunId("run-2")).AsTask(),
        store => store.ClaimAsync(new RunId("run-2")).AsTask(),
        store => store.CommitAsync(new RunCommit(3, 3, [Sample.Started(3) with { Inputs = Large() }], Sample.Summary("run-2"))).AsTask(),
        store => store.ReleaseAsync(new RunId("run-2"), 3).AsTask(),
        store => store.PurgeAsync(new PurgeQuery()).AsTask(),
    ];

    /// <summary>Gives all rows of all tables: long values by their beginning and length, owners only as whether there is one.</summary>
    public static string Describe(StoreFolder folder)
    {
        using var connection = folder.Connect();
        var tables = connection.Prepared("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").All(row => row.Text(0));
        return string.Join('\n', tables.Select(table => $"{table}: {Rows(connection, table)}"));
    }

    private static string Rows(Connection connection, string table)
    {
        var columns = connection.Prepared($"SELECT name FROM pragma_table_info('{table}')").All(row =>
            row.Text(0) is "owner" ? "(owner IS NULL)" : $"quote(substr({row.Text(0)}, 1, 90)) || ifnull(length({row.Text(0)}), '')");
        return connection.Prepared($"SELECT coalesce(group_concat(line, ' | '), '') FROM (SELECT {string.Join(" || ',' || ", columns)} AS line FROM {table} ORDER BY line)")
            .First(row => row.Text(0))!; // an aggregate always gives a row
    }

    private static RunCommit Begin(string runId) =>
        new(1, 1, [Sample.Started() with { Inputs = Value.From(new string(runId[^1], 70_000)) }], Sample.Summary(runId))
        {
            Writes = new RunWrites
            {
                OpenedWaits = [new OpenWait(2, 0, RunMessageKind.Event, "orders.*", StoreFolder.Now.AddYears(1))],
                OpenedTasks =
                [
                    new HumanTask
                    {
                        Id = $"{runId}:4",
                        RunId = new RunId(runId),
                        Activation = 4,
                        Workflow = "shop.orders",
                        StepPath = "ask",
                        Title = "Ask",
                        Actions = ["yes"],
                        OpenedAt = StoreFolder.Now,
                    },
                ],
                Permits = [new PermitRequest(0, "key", 1, LimitPolicy.Queue, null)],
                Events = [Event($"of-{runId}")],
                Messages = [Message($"from-{runId}")],
            },
        };

    private static RunMessage Message(string id) => new() { RunId = First, Id = id, Kind = RunMessageKind.Signal, Name = "go", At = StoreFolder.Now };

    private static BusEvent Event(string id) => new() { Id = id, Subject = "orders.paid", Data = Value.From(1), At = StoreFolder.Now };

    // More than SQLite keeps in its log before it moves it into the file.
    private static Value Large()
    {
        var bytes = new byte[3_500_000];
        new Random(20261125).NextBytes(bytes);
        return Value.From(Convert.ToBase64String(bytes));
    }
}
