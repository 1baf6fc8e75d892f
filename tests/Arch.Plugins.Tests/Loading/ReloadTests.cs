using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Plugins.Tests.Loading;

public sealed class ReloadTests : IDisposable
{
    private readonly PluginRoot _root = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Refresh_FolderDropped_ItsStepsCanBeUsed()
    {
        var catalog = Open();
        catalog.Find("dropped.step", 1).ShouldBeNull();
        _root.Add("Dropped", PluginRoot.Manifest("acme.dropped"), PluginRoot.EchoStep("dropped.step"));

        var changed = catalog.Refresh();

        changed.ShouldBe(["acme.dropped"]);
        (await catalog.FindRunner("dropped.step", 1).RunAsync("""{"text":"x"}""", Token)).ShouldBe("""{"text":"x"}""");
    }

    [Fact]
    public async Task Refresh_NothingChanged_KeepsWhatIsLoaded()
    {
        Put("one");
        var catalog = Open();
        await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token);

        catalog.Refresh().ShouldBeEmpty();

        catalog.Plugins.Single(plugin => plugin.Id == "acme.demo").IsLoaded.ShouldBeTrue();
    }

    [Fact]
    public async Task Refresh_WhileAnAttemptRuns_ItEndsOnTheOldCodeAndTheNextUsesTheNew()
    {
        Put("one");
        var catalog = Open();
        using var context = RunnerCalls.Context();
        var runner = catalog.FindRunner("versioned.step", 1);
        var running = runner.RunAsync("""{"waits":true}"""u8.ToArray(), context, Token).AsTask();
        var old = ContextOf("Versioned");

        Put("two");
        catalog.Refresh().ShouldBe(["acme.demo"]);

        // The same runner, kept from before, leads to the new code.
        (await runner.RunAsync("{}", Token)).ShouldBe("""{"text":"two"}""");
        running.IsCompleted.ShouldBeFalse();
        context.Clock.Advance(TimeSpan.FromHours(1));
        System.Text.Encoding.UTF8.GetString((await running).Span).ShouldBe("""{"text":"one"}""");
        running = null;
        Collect(old);
        old.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void Refresh_FolderRemoved_ItsStepsAreGone()
    {
        Put("one");
        var catalog = Open();
        catalog.Find("versioned.step", 1).ShouldNotBeNull();
        Directory.Delete(Path.Combine(_root.Folder, "Versioned"), recursive: true);

        catalog.Refresh().ShouldBe(["acme.demo"]);

        catalog.Find("versioned.step", 1).ShouldBeNull();
        Should.Throw<StepException>(() => catalog.FindRunner("versioned.step", 1)).Code.ShouldBe("ARCH4020");
    }

    [Fact]
    public async Task Refresh_HalfCopiedUpdate_KeepsTheOldCodeUntilTheRestIsThere()
    {
        Put("one");
        var catalog = Open();
        await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token);
        File.WriteAllBytes(Path.Combine(_root.Folder, "Versioned", "Versioned.dll"), [1, 2, 3]);

        catalog.Refresh().ShouldBeEmpty();

        (await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token)).ShouldBe("""{"text":"one"}""");
        catalog.Plugins.Single(plugin => plugin.Id == "acme.demo").Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH4006");

        Put("three");
        catalog.Refresh().ShouldBe(["acme.demo"]);
        (await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token)).ShouldBe("""{"text":"three"}""");
        catalog.Plugins.Single(plugin => plugin.Id == "acme.demo").Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_FolderOverwrittenInPlace_DoesNotTouchLoadedCode()
    {
        Put("one");
        var catalog = Open();
        await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token);

        // Truncated in place: code that is mapped from this very file would be gone under the feet of the process.
        await using (var file = new FileStream(Path.Combine(_root.Folder, "Versioned", "Versioned.dll"), FileMode.Truncate))
        {
            file.WriteByte(0);
        }

        (await catalog.FindRunner("versioned.step", 1).RunAsync("""{"fails":true}""", Token)).ShouldBe("""{"text":"one failed"}""");
    }

    [Fact]
    public async Task Refresh_HundredTimes_LeavesNothingBehind()
    {
        Put("warm");
        using var catalog = Open();
        for (var i = 0; i < 5; i++)
        {
            await ReloadAsync(catalog, $"warm {i}");
        }

        var before = LiveBytes();
        for (var i = 0; i < 100; i++)
        {
            await ReloadAsync(catalog, $"version {i}");
        }

        var after = LiveBytes();
        TestContext.Current.SendDiagnosticMessage($"100 reloads: {before / 1024} KiB before, {after / 1024} KiB after");
        Contexts("Versioned").ShouldBe(1); // the last one is in use
        (after - before).ShouldBeLessThan(512 * 1024);
    }

    [Fact]
    public async Task Refresh_PluginThatLeavesATimerBehind_IsReportedAndNotReloadedAfterThree()
    {
        var catalog = Open();
        for (var i = 0; i < 4; i++)
        {
            _root.Add("Leaky", PluginRoot.Manifest("acme.leaky"), LeakyStep($"version {i}"));
            catalog.Refresh();
            await catalog.FindRunner("leaky.step", 1).RunAsync("{}", Token);
        }

        catalog.Plugins.Single(plugin => plugin.Id == "acme.leaky").Leaked.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(30));

        catalog.Plugins.Single(plugin => plugin.Id == "acme.leaky").Leaked.ShouldBe(3);
        _root.Add("Leaky", PluginRoot.Manifest("acme.leaky"), LeakyStep("version 4"));
        catalog.Refresh().ShouldBeEmpty();
        var leaky = catalog.Plugins.Single(plugin => plugin.Id == "acme.leaky");
        leaky.Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH4023");
        (await catalog.FindRunner("leaky.step", 1).RunAsync("{}", Token)).ShouldBe("""{"text":"version 3"}""");
    }

    [Fact]
    public async Task Refresh_PluginThatLeavesNothingBehind_IsNotReported()
    {
        Put("one");
        var catalog = Open();
        await ReloadAsync(catalog, "two");

        _time.Advance(TimeSpan.FromSeconds(30));

        catalog.Plugins.Single(plugin => plugin.Id == "acme.demo").Leaked.ShouldBe(0);
    }

    private PluginCatalog Open() => _root.Open(options => options with { LoadsCopies = true, Time = _time });

    private void Put(string text) => _root.Add("Versioned", PluginRoot.Manifest(), $$"""
        public sealed record Input { public bool Waits { get; init; } public bool Fails { get; init; } }
        public sealed record Output { public string Text { get; init; } = ""; }
        [Step("versioned.step")]
        public sealed class S : IStep<Input, Output>
        {
            public async Task<Output> RunAsync(Input input, StepContext context, CancellationToken cancellationToken)
            {
                if (input.Waits)
                {
                    await Task.Delay(TimeSpan.FromHours(1), context.Time, cancellationToken);
                }

                return new Output { Text = "{{text}}" + (input.Fails ? NeverUsedBefore() : "") };
            }

            private static string NeverUsedBefore() => string.Concat(" ", "failed");
        }
        """);

    private static string LeakyStep(string text) => $$"""
        public sealed record Output { public string Text { get; init; } = ""; }
        [Step("leaky.step")]
        public sealed class S : IStep<Nothing, Output>
        {
            private static Timer? _timer;
            public Task<Output> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken)
            {
                _timer ??= new Timer(static _ => { }, null, 100_000, 100_000);
                return Task.FromResult(new Output { Text = "{{text}}" });
            }
        }
        """;

    private async Task ReloadAsync(PluginCatalog catalog, string text)
    {
        Put(text);
        catalog.Refresh().ShouldBe(["acme.demo"]);
        (await catalog.FindRunner("versioned.step", 1).RunAsync("{}", Token)).ShouldBe($$"""{"text":"{{text}}"}""");
    }

    private static long LiveBytes()
    {
        for (var i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Contexts(string assembly) => AssemblyLoadContext.All.Count(context =>
        context.IsCollectible && context.Assemblies.Any(loaded => loaded.GetName().Name == assembly));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ContextOf(string assembly) => new(AssemblyLoadContext.All.Last(context =>
        context.IsCollectible && context.Assemblies.Any(loaded => loaded.GetName().Name == assembly)));

    private static void Collect(WeakReference context)
    {
        for (var i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
