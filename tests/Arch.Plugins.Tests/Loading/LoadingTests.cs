using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Loading;

public sealed class LoadingTests : IDisposable
{
    private readonly PluginRoot _root = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task FindRunner_TwoPluginsWithTwoVersionsOfOneLibrary_EachUsesItsOwn()
    {
        AddWithLibrary("One", "1.0.0.0");
        AddWithLibrary("Two", "2.0.0.0");

        var catalog = _root.Open();

        (await catalog.FindRunner("one.version", 1).RunAsync("{}", Token)).ShouldBe("""{"text":"1.0.0.0"}""");
        (await catalog.FindRunner("two.version", 1).RunAsync("{}", Token)).ShouldBe("""{"text":"2.0.0.0"}""");
    }

    [Fact]
    public void Find_OneStepType_LoadsItsPluginAlone()
    {
        _root.Add("A", PluginRoot.Manifest("acme.a"), PluginRoot.EchoStep("a.step"));
        _root.Add("B", PluginRoot.Manifest("acme.b"), PluginRoot.EchoStep("b.step"));
        var catalog = _root.Open();

        catalog.Find("a.step", null);

        catalog.Plugins.Select(plugin => (plugin.Id, plugin.IsLoaded)).ShouldBe([("core", true), ("acme.a", true), ("acme.b", false)]);
    }

    [Fact]
    public async Task FindRunner_BuiltInStepType_DoesNotLookAtTheFolders()
    {
        using var catalog = PluginCatalog.Open([_root.Folder], CoreSteps.All);

        await catalog.FindRunner("core.log", 1).RunAsync("""{"message":"x"}""", Token);
        _root.Add("Late", PluginRoot.Manifest(), PluginRoot.EchoStep("late.step"));

        catalog.Names.ShouldContain("late.step");
    }

    [Fact]
    public void Find_NoVersion_GivesTheNewest()
    {
        _root.Add("A", PluginRoot.Manifest(), PluginRoot.EchoStep("a.step", "One") + PluginRoot.EchoStep("a.step", "Two", ", Version = 2"));
        var catalog = _root.Open();

        catalog.Find("a.step", null)!.Version.ShouldBe(2);
        catalog.Find("a.step", 1)!.Version.ShouldBe(1);
        catalog.Find("a.step", 3).ShouldBeNull();
    }

    [Fact]
    public void Find_StepWithFault_LeavesTheOthersOfThePlugin()
    {
        _root.Add("A", PluginRoot.Manifest(), Faulty);
        var catalog = _root.Open();

        catalog.Find("ok.step", null).ShouldNotBeNull();
        Expect(catalog, "throws.step", "ARCH4013", "threw System.InvalidOperationException: no licence");
        Expect(catalog, "twice.step", "ARCH4009", "implements IStep<TInput, TOutput> 2 times");
        Expect(catalog, "none.step", "ARCH4009", "implements IStep<TInput, TOutput> 0 times");
        Expect(catalog, "needs.step", "ARCH4009", "has no constructor without parameters");
        Expect(catalog, "stream.step", "ARCH4014", "at 'content', 'System.IO.Stream' cannot be written in YAML");
        Expect(catalog, "record.step", "ARCH4014", "its constructor threw: no default");
        catalog.Plugins[1].State.ShouldBe(PluginState.Active);
        catalog.Plugins[1].Problems.Count.ShouldBe(6);
    }

    [Fact]
    public void Find_StaticConstructorThrows_HasItsCode()
    {
        _root.Add("A", PluginRoot.Manifest(), """
            [Step("static.step")]
            public class S : IStep<Nothing, Nothing>
            {
                static S() => throw new InvalidOperationException("not today");
                public Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t) => null!;
            }
            """);

        Expect(_root.Open(), "static.step", "ARCH4013", "threw System.InvalidOperationException: not today");
    }

    [Fact]
    public void FindRunner_UnknownStepType_SaysHowToSeeWhatIsThere()
    {
        var failure = Should.Throw<StepException>(() => _root.Open().FindRunner("no.step", 2));

        (failure.Code, failure.Retryable).ShouldBe(("ARCH4020", false));
        failure.Message.ShouldBe("No plugin offers the step type 'no.step@2'. Install one that does; 'arch plugins list' shows what is there.");
    }

    [Fact]
    public void Find_FromManyThreads_GivesOneStepType()
    {
        _root.Add("A", PluginRoot.Manifest(), PluginRoot.EchoStep("a.step"));
        var catalog = _root.Open();

        var found = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(16).Select(_ => catalog.Find("a.step", 1)).ToList();

        found.Distinct(ReferenceEqualityComparer.Instance).ShouldHaveSingleItem().ShouldNotBeNull();
    }

    private static void Expect(PluginCatalog catalog, string step, string code, string words)
    {
        catalog.Find(step, null).ShouldBeNull();
        var problem = catalog.FindProblem(step, null).ShouldNotBeNull();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(words);
        Should.Throw<StepException>(() => catalog.FindRunner(step, 1)).Code.ShouldBe(code);
    }

    private void AddWithLibrary(string name, string version)
    {
        var library = Compiler.Compile(
            "Acme.Library", $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] public static class Lib {{ public static string Version => \"{version}\"; }}");
        var plugin = Compiler.Compile(
            name,
            $$"""
            public sealed record Output { public string Text { get; init; } = ""; }
            [Step("{{name.ToLowerInvariant()}}.version")]
            public sealed class S : IStep<Nothing, Output>
            {
                public Task<Output> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
                    Task.FromResult(new Output { Text = Lib.Version });
            }
            """,
            library);
        _root.Add(name, PluginRoot.Manifest("acme." + name.ToLowerInvariant()), plugin, ("Acme.Library", library));
    }

    private const string Faulty = """
        public abstract class Base { public Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t) => null!; }
        [Step("ok.step")] public class Ok : Base, IStep<Nothing, Nothing>;
        [Step("throws.step")] public class Throws : Base, IStep<Nothing, Nothing> { public Throws() => throw new InvalidOperationException("no licence"); }
        public sealed record Other;
        [Step("twice.step")] public class Twice : Base, IStep<Nothing, Nothing>, IStep<Other, Nothing>
        {
            public Task<Nothing> RunAsync(Other i, StepContext c, CancellationToken t) => null!;
        }
        [Step("none.step")] public class None;
        [Step("needs.step")] public class Needs(string what) : Base, IStep<Nothing, Nothing> { public string What => what; }
        public sealed record StreamInput { public System.IO.Stream? Content { get; init; } }
        [Step("stream.step")] public class StreamStep : IStep<StreamInput, Nothing>
        {
            public Task<Nothing> RunAsync(StreamInput i, StepContext c, CancellationToken t) => null!;
        }
        public sealed record RecordInput { public RecordInput() => throw new InvalidOperationException("no default"); public string X { get; init; } = ""; }
        [Step("record.step")] public class RecordStep : IStep<RecordInput, Nothing>
        {
            public Task<Nothing> RunAsync(RecordInput i, StepContext c, CancellationToken t) => null!;
        }
        """;
}
