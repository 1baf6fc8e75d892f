using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;

namespace Arch.Plugins.Tests.Loading;

public sealed class UnloadTests : IDisposable
{
    private readonly PluginRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Dispose_PluginThatWasUsed_IsCollected()
    {
        _root.Add("Unloaded", PluginRoot.Manifest(), PluginRoot.EchoStep("unloaded.step"));

        var context = await UseAndUnloadAsync(_root.Folder);

        Collect(context);
        context.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task Dispose_FiftyReloads_LeaveNothing()
    {
        _root.Add("Unloaded", PluginRoot.Manifest(), PluginRoot.EchoStep("unloaded.step"));

        var contexts = new List<WeakReference>();
        for (var i = 0; i < 50; i++)
        {
            contexts.Add(await UseAndUnloadAsync(_root.Folder));
        }

        contexts.ForEach(Collect);
        contexts.Count(context => context.IsAlive).ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_WhileAnAttemptRuns_TheAttemptEndsUndisturbed()
    {
        _root.Add("Slow", PluginRoot.Manifest(), """
            public sealed record Output { public string Text { get; init; } = ""; }
            [Step("slow.step")]
            public sealed class S : IStep<Nothing, Output>
            {
                public async Task<Output> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken)
                {
                    await Task.Delay(TimeSpan.FromHours(1), context.Time, cancellationToken);
                    return new Output { Text = "done" };
                }
            }
            """);
        var catalog = PluginCatalog.Open([_root.Folder], CoreSteps.All);
        using var context = RunnerCalls.Context();

        var running = catalog.FindRunner("slow.step", 1).RunAsync("{}"u8.ToArray(), context, TestContext.Current.CancellationToken);
        catalog.Dispose();
        context.Clock.Advance(TimeSpan.FromHours(1));

        System.Text.Encoding.UTF8.GetString((await running).Span).ShouldBe("""{"text":"done"}""");
    }

    // Nothing of the plugin may be left on the stack or in a state machine of the test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAndUnloadAsync(string root)
    {
        using var catalog = PluginCatalog.Open([root], CoreSteps.All);
        await catalog.FindRunner("unloaded.step", 1).RunAsync("""{"text":"x"}""");
        await Should.ThrowAsync<Arch.Sdk.StepException>(() => catalog.FindRunner("unloaded.step", 1).RunAsync("""{"text":1}"""));
        return FindContext();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FindContext() =>
        new(AssemblyLoadContext.All.Last(context => context.IsCollectible && context.Assemblies.Any(assembly => assembly.GetName().Name == "Unloaded")));

    private static void Collect(WeakReference context)
    {
        for (var i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
