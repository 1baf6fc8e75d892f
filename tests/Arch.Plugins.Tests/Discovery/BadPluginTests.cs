using Arch.Plugins.Tests.Support;

namespace Arch.Plugins.Tests.Discovery;

/// <summary>Each fault by itself: it has its code, names the thing, and the plugin beside it works.</summary>
public sealed class BadPluginTests : IDisposable
{
    private readonly PluginRoot _root = new();

    public void Dispose() => _root.Dispose();

    public static TheoryData<string, string, string> BadManifests => new()
    {
        { "{\"id\": \"a\",", "ARCH4002", "is not JSON at line 1, byte 11." },
        { "[]", "ARCH4003", "is not an object" },
        { """{"id": "a.b", "id": "a.b", "version": "1.0.0", "sdk": ">=0.1"}""", "ARCH4002", "is not JSON" },
        { """{"id": "a.b", "version": "1.0.0", "sdk": ">=0.1", "permision": []}""", "ARCH4003", "'permision'" },
        { """{"version": "1.0.0", "sdk": ">=0.1"}""", "ARCH4003", "lacks the key 'id'" },
        { """{"id": "A B", "version": "1.0.0", "sdk": ">=0.1"}""", "ARCH4003", "has the id 'A B'" },
        { """{"id": "a.b", "version": "one", "sdk": ">=0.1"}""", "ARCH4003", "has the version 'one'" },
        { """{"id": "a.b", "version": "1.0.0", "sdk": "0.1"}""", "ARCH4003", "has the SDK range '0.1'" },
        { """{"id": "a.b", "version": "1.0.0", "sdk": ">=0.1", "permissions": ["netwrk"]}""", "ARCH4003", "'netwrk'" },
        { """{"id": "a.b", "version": "1.0.0", "sdk": ">=0.1", "permissions": "network"}""", "ARCH4003", "gives 'permissions' as a string" },
        { """{"id": 7, "version": "1.0.0", "sdk": ">=0.1"}""", "ARCH4003", "gives 'id' as a number" },
        { """{"id": "a.b", "version": "1.0.0", "sdk": ">=9 <10"}""", "ARCH4004", "works with Arch.Sdk '>=9 <10'" },
    };

    public static TheoryData<string, string> BadStepClasses => new()
    {
        { """[Step("bad.step")] public abstract class S : IStep<Nothing, Nothing> { public abstract Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t); }""", "The step class 'S' is abstract." },
        { """[Step("bad.step")] public class S<T> : IStep<Nothing, Nothing> { public Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t) => null!; }""", "The step class 'S`1' is generic." },
        { """namespace N; public static class O { [Step("Bad")] public class S : IStep<Nothing, Nothing> { public Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t) => null!; } }""", "The step class 'N.O+S' has the name 'Bad'" },
        { """[Step("bad.step", Version = 0)] public class S : IStep<Nothing, Nothing> { public Task<Nothing> RunAsync(Nothing i, StepContext c, CancellationToken t) => null!; }""", "The step class 'S' has the version 0" },
    };

    [Theory]
    [MemberData(nameof(BadManifests))]
    public void Plugins_BadManifest_HasItsCode(string manifest, string code, string words)
    {
        _root.Add("Bad", manifest, PluginRoot.EchoStep("bad.step"));

        ExpectFailure(code, words);
    }

    [Theory]
    [MemberData(nameof(BadStepClasses))]
    public void Plugins_BadStepClass_HasItsCode(string source, string words)
    {
        _root.Add("Bad", PluginRoot.Manifest(), source);

        ExpectFailure("ARCH4009", words);
    }

    [Fact]
    public void Plugins_NoManifest_HasItsCode()
    {
        Directory.CreateDirectory(Path.Combine(_root.Folder, "Bad"));

        ExpectFailure("ARCH4001", "has no 'plugin.json'");
    }

    [Fact]
    public void Plugins_NoAssembly_HasItsCode()
    {
        File.Delete(Path.Combine(_root.Add("Bad", PluginRoot.Manifest(), PluginRoot.EchoStep("bad.step")), "Bad.dll"));

        ExpectFailure("ARCH4005", "has no 'Bad.dll'");
    }

    [Fact]
    public void Plugins_NotAnAssembly_HasItsCode()
    {
        _root.Add("Bad", PluginRoot.Manifest(), "this is text"u8.ToArray());

        ExpectFailure("ARCH4006", "is not a readable .NET assembly");
    }

    [Fact]
    public void Plugins_EmptyFile_HasItsCode()
    {
        _root.Add("Bad", PluginRoot.Manifest(), (byte[])[]);

        ExpectFailure("ARCH4006", "is not a readable .NET assembly");
    }

    [Fact]
    public void Plugins_CutOffAnywhere_NeverHarmsTheOthers()
    {
        var image = Compiler.Compile("Bad", PluginRoot.EchoStep("bad.step"));
        for (var length = 0; length < image.Length; length += 97)
        {
            using var root = new PluginRoot();
            root.Add("Bad", PluginRoot.Manifest(), image[..length]);
            root.Add("Good", PluginRoot.Manifest("acme.good"), GoodImage);

            using var catalog = root.Open();
            catalog.Find("bad.step", null);
            catalog.Plugins.Single(plugin => plugin.Folder.EndsWith("Good", StringComparison.Ordinal)).State.ShouldBe(PluginState.Active);
        }
    }

    [Fact]
    public void Plugins_NativeLibrary_HasItsCode()
    {
        // A PE file without a CLI header: the managed image with that directory entry cleared.
        var image = Compiler.Compile("Bad", PluginRoot.EchoStep("bad.step"));
        var header = BitConverter.ToInt32(image, 0x3C);
        var directories = header + 24 + (BitConverter.ToUInt16(image, header + 24) == 0x20B ? 112 : 96);
        image.AsSpan(directories + (14 * 8), 8).Clear();
        _root.Add("Bad", PluginRoot.Manifest(), image);

        ExpectFailure("ARCH4006", "it is a native library");
    }

    [Theory]
    [InlineData(".NETFramework,Version=v4.8")]
    [InlineData(".NETCoreApp,Version=v99.0")]
    public void Plugins_OtherFramework_HasItsCode(string framework)
    {
        var source = $"[assembly: System.Runtime.Versioning.TargetFramework(\"{framework}\")]\n" + PluginRoot.EchoStep("bad.step");
        _root.Add("Bad", PluginRoot.Manifest(), source);

        ExpectFailure("ARCH4007", $"is built for '{framework}'; this host runs .NET");
    }

    [Fact]
    public void Plugins_OlderFramework_IsFine()
    {
        var source = "[assembly: System.Runtime.Versioning.TargetFramework(\".NETCoreApp,Version=v8.0\")]\n" + PluginRoot.EchoStep("old.step");
        _root.Add("Old", PluginRoot.Manifest(), source);

        _root.Open().Find("old.step", 1).ShouldNotBeNull();
    }

    [Fact]
    public void Plugins_NoStep_HasItsCode()
    {
        _root.Add("Bad", PluginRoot.Manifest(), "public class C;");

        ExpectFailure("ARCH4008", "has no class with a [Step], [Trigger] or [Agent] attribute");
    }

    [Fact]
    public void Plugins_StepTypeTwiceInOne_HasItsCode()
    {
        _root.Add("Bad", PluginRoot.Manifest(), PluginRoot.EchoStep("bad.step", "A") + PluginRoot.EchoStep("bad.step", "B"));

        ExpectFailure("ARCH4010", "more than once: A and B");
    }

    [Fact]
    public void Plugins_MissingDependency_HasItsCode()
    {
        var library = Compiler.Compile("Acme.Library", "public static class Lib { public static string Name => \"lib\"; }");
        var plugin = Compiler.Compile("Bad", PluginRoot.EchoStep("bad.step") + "public class Use { public string N => Lib.Name; }", library);
        _root.Add("Bad", PluginRoot.Manifest(), plugin);

        ExpectFailure("ARCH4012", "needs 'Acme.Library'");
    }

    [Fact]
    public void Plugins_StepTypeOfAnotherPlugin_TheFirstKeepsIt()
    {
        _root.Add("A", PluginRoot.Manifest("acme.a"), PluginRoot.EchoStep("same.step"));
        _root.Add("B", PluginRoot.Manifest("acme.b"), PluginRoot.EchoStep("same.step") + PluginRoot.EchoStep("other.step", "Other"));

        var catalog = _root.Open();

        var b = catalog.Plugins.Single(plugin => plugin.Id == "acme.b");
        (b.State, b.Problems.Single().Code).ShouldBe((PluginState.Failed, "ARCH4010"));
        b.Problems[0].Message.ShouldBe("The plugin 'acme.b' declares the step type 'same.step@1', which the plugin 'acme.a' offers already.");
        catalog.Find("same.step", 1)!.PluginId.ShouldBe("acme.a");
        catalog.Find("other.step", 1).ShouldBeNull();
        catalog.FindProblem("other.step", 1)!.Code.ShouldBe("ARCH4010");
    }

    [Fact]
    public void Plugins_BuiltInStepType_IsNotReplaced()
    {
        _root.Add("Bad", PluginRoot.Manifest(), PluginRoot.EchoStep("core.log"));

        ExpectFailure("ARCH4010", "which Arch itself offers already");
    }

    [Fact]
    public void Plugins_OneIdTwice_TheNewerIsUsed()
    {
        _root.Add("A", PluginRoot.Manifest(version: "1.0.0"), PluginRoot.EchoStep("x.step"));
        _root.Add("B", PluginRoot.Manifest(version: "1.0.1"), PluginRoot.EchoStep("x.step"));

        var catalog = _root.Open();

        catalog.Find("x.step", null)!.PluginVersion.ShouldBe("1.0.1");
        catalog.Plugins.Single(plugin => plugin.Version == "1.0.0").Problems.Single().Code.ShouldBe("ARCH4011");
    }

    [Fact]
    public void Plugins_RootIsMissing_CountsAsEmpty()
    {
        using var catalog = PluginCatalog.Open([Path.Combine(_root.Folder, "none")], []);

        catalog.Plugins.ShouldHaveSingleItem().Id.ShouldBe("core");
    }

    [Fact]
    public void Plugins_HundredFolders_AreFoundWithoutLoadingOne()
    {
        for (var i = 0; i < 100; i++)
        {
            _root.Add($"P{i}", PluginRoot.Manifest($"acme.p{i}"), GoodImageNamed($"P{i}", $"p{i}.step"));
        }

        var catalog = _root.Open();

        catalog.Names.Count.ShouldBe(101);
        catalog.Plugins.Skip(1).ShouldAllBe(plugin => !plugin.IsLoaded);
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(assembly => assembly.GetName().Name == "P50");
    }

    private static byte[] GoodImage { get; } = Compiler.Compile("Good", PluginRoot.EchoStep("good.step"));

    private static byte[] GoodImageNamed(string name, string step) => Compiler.Compile(name, PluginRoot.EchoStep(step));

    private void ExpectFailure(string code, string words)
    {
        _root.Add("Good", PluginRoot.Manifest("acme.good"), GoodImage);

        var catalog = _root.Open();

        var bad = catalog.Plugins.Single(plugin => plugin.Folder.EndsWith("Bad", StringComparison.Ordinal));
        bad.State.ShouldBe(PluginState.Failed);
        bad.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        bad.Problems[0].Message.ShouldContain(words);
        bad.Problems[0].Remedy.ShouldNotBeEmpty();
        catalog.Find("good.step", 1).ShouldNotBeNull();
    }
}
