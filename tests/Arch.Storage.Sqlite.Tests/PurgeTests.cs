using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Purging;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class PurgeTests : StoreTest
{
    private static readonly string[] Tables = ["runs", "journal", "snapshots", "tasks", "waits", "permits", "inbox", "blobs", "blob_uses"];

    [Fact]
    public async Task PurgeAsync_RunWithEverything_LeavesNoRowOfIt()
    {
        await Store.CommitAsync(Full("run-1", 1));
        await Store.CommitAsync(Sample.Next("run-1", 2, status: RunStatus.Succeeded) with { Snapshot = new byte[100] });

        (await Store.PurgeAsync(new PurgeQuery())).ShouldBe(1);

        Counts().ShouldBe(Tables.Select(table => $"{table}: 0"));
    }

    [Fact]
    public async Task PurgeAsync_OthersRemain_TheyAreWhole()
    {
        await Store.CommitAsync(Full("run-1", 1));
        await Store.CommitAsync(Full("run-2", 1) with { Snapshot = new byte[100] });
        var before = Counts();
        await Store.CommitAsync(Full("run-3", 1));
        await Store.CommitAsync(Sample.Next("run-3", 2, status: RunStatus.Succeeded));

        (await Store.PurgeAsync(new PurgeQuery())).ShouldBe(1);

        Counts().ShouldBe(before);
    }

    [Fact]
    public async Task PurgeAsync_KeepNewestOfEachOfManyWorkflows_RemovesTheRest()
    {
        for (var i = 0; i < 30; i++)
        {
            var start = Sample.Start($"run-{i:D2}", $"shop.w{i % 3}");
            var summary = start.Summary with { StartedAt = StoreFolder.Now.AddMinutes(i) };
            await Store.CommitAsync(start with { Summary = summary });
            RunStatus[] statuses = [RunStatus.Succeeded, RunStatus.Failed, RunStatus.Cancelled];
            await Store.CommitAsync(Sample.Next($"run-{i:D2}", 2) with
            {
                Summary = summary with { Status = statuses[i / 3 % 3], EndedAt = summary.StartedAt.AddSeconds(5) },
            });
        }

        (await Store.CountPurgeableAsync(new PurgeQuery { KeepNewest = 3, Limit = 5 })).ShouldBe(21);
        (await Store.PurgeAsync(new PurgeQuery { KeepNewest = 2, Workflow = "shop.w1" })).ShouldBe(8);
        (await Store.PurgeAsync(new PurgeQuery { KeepNewest = 3, Limit = 5 })).ShouldBe(5);
        (await Store.PurgeAsync(new PurgeQuery { KeepNewest = 3 })).ShouldBe(9);
        (await Store.PurgeAsync(new PurgeQuery { KeepNewest = 3 })).ShouldBe(0);

        (await Store.ListAsync(new RunQuery())).Select(run => run.RunId.Value)
            .ShouldBe(["run-29", "run-28", "run-27", "run-26", "run-25", "run-24", "run-23", "run-21"]);
    }

    [Fact]
    public void Of_RunsOfManySizes_BatchesOfFewRecordsOrOneRun()
    {
        PurgedRun[] runs = [new("a", 100), new("b", 399), new("c", 2), new("d", 50_000), new("e", 500), new("f", 1)];

        var batches = PurgeBatches.Of(runs).Select(batch => string.Concat(batch.Select(run => run.RunId)));

        batches.ShouldBe(["ab", "c", "d", "e", "f"]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(501, 0)]
    [InlineData(1, -1)]
    public Task PurgeAsync_OutOfRange_Throws(int limit, int keep) => Should.ThrowAsync<ArgumentOutOfRangeException>(
        () => Store.PurgeAsync(new PurgeQuery { Limit = limit, KeepNewest = keep }).AsTask());

    private static RunCommit Full(string runId, long sequence)
    {
        var record = Sample.Started(sequence) with { Inputs = Value.From(new string(runId[^1], 70_000)) };
        return new RunCommit(1, sequence, [record], Sample.Summary(runId))
        {
            Writes = new RunWrites
            {
                OpenedWaits = [new OpenWait(2, 0, RunMessageKind.Event, "a.b", StoreFolder.Now), new OpenWait(3, 0, RunMessageKind.Signal, "go", null)],
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
                Permits = [new PermitRequest(5, $"key-{runId}", 1, Workflows.Definitions.LimitPolicy.Queue, null)],
            },
        };
    }

    private List<string> Counts()
    {
        using var connection = Folder.Connect();
        return [.. Tables.Select(table => $"{table}: {connection.Prepared($"SELECT count(*) FROM {table}").First(row => row.Int64(0))}")];
    }
}
