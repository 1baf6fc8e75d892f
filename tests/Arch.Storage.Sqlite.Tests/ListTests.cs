using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class ListTests : StoreTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 6; i++)
        {
            await Store.CommitAsync(Sample.Start($"run-{i}", i % 2 == 0 ? "shop.orders" : "shop.stock"));
        }

        await Store.CommitAsync(Sample.Next("run-2", 2, status: RunStatus.Succeeded));
        await Store.CommitAsync(Sample.Next("run-3", 2, status: RunStatus.Succeeded));
        await Store.CommitAsync(Sample.Next("run-4", 2, status: RunStatus.Waiting));
    }

    [Fact]
    public async Task ListAsync_Everything_NewestFirst() =>
        (await ListAsync(new RunQuery())).ShouldBe(["run-5", "run-4", "run-3", "run-2", "run-1", "run-0"]);

    [Fact]
    public async Task ListAsync_ByStatus_ThoseOnly() =>
        (await ListAsync(new RunQuery { Status = RunStatus.Succeeded })).ShouldBe(["run-3", "run-2"]);

    [Fact]
    public async Task ListAsync_ByWorkflow_ThoseOnly() =>
        (await ListAsync(new RunQuery { Workflow = "shop.stock" })).ShouldBe(["run-5", "run-3", "run-1"]);

    [Fact]
    public async Task ListAsync_ByBoth_ThoseOnly() =>
        (await ListAsync(new RunQuery { Workflow = "shop.stock", Status = RunStatus.Running })).ShouldBe(["run-5", "run-1"]);

    [Fact]
    public async Task ListAsync_PageByPage_EachRunOnce()
    {
        (await ListAsync(new RunQuery { Limit = 4 })).ShouldBe(["run-5", "run-4", "run-3", "run-2"]);

        (await ListAsync(new RunQuery { Limit = 4, After = new RunId("run-2") })).ShouldBe(["run-1", "run-0"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task ListAsync_LimitOutOfRange_Throws(int limit) =>
        Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.ListAsync(new RunQuery { Limit = limit }).AsTask());

    private async Task<IEnumerable<string>> ListAsync(RunQuery query) =>
        (await Store.ListAsync(query)).Select(summary => summary.RunId.Value);
}
