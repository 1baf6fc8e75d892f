using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.Running;

public sealed class StartAndWaitTests
{
    private const string Short = """
        arch: 1
        id: short
        namespace: test
        steps: [{id: end, return: {n: 1}}]
        """;

    [Fact]
    public async Task RunAsync_MoreRunsThanTheStoreKeeps_GivesTheEndOfEach()
    {
        await using var host = new TestHost();
        var definition = host.Compile(Short);

        var runs = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(_ => host.Engine.RunAsync(
            definition, ValueObject.Empty, Value.EmptyObject, TestContext.Current.CancellationToken)));

        runs.ShouldAllBe(run => run.Status == RunStatus.Succeeded && run.Outputs["n"] == Value.From(1));
    }

    [Fact]
    public async Task RunAsync_EngineIsStopping_Fails()
    {
        await using var host = new TestHost();
        var definition = host.Compile(Short);
        await host.Engine.DisposeAsync();

        var failure = await Should.ThrowAsync<ArchException>(() => host.Engine.RunAsync(
            definition, ValueObject.Empty, Value.EmptyObject, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH3205");
    }
}
