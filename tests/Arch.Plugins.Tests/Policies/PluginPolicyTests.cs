using Arch.Plugins.Packages;
using Arch.Plugins.Policies;
using Arch.Plugins.Tests.Support;

namespace Arch.Plugins.Tests.Policies;

public sealed class PluginPolicyTests : IDisposable
{
    private readonly PluginRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Plugins_NotOnTheList_IsNotLoaded()
    {
        var folder = _root.Add("One", PluginRoot.Manifest("acme.one"), PluginRoot.EchoStep("one.step"));
        _root.Add("Two", PluginRoot.Manifest("other.two"), PluginRoot.EchoStep("two.step"));

        var catalog = Open(new PluginRule { Id = "other.*" });

        catalog.Find("two.step", 1).ShouldNotBeNull();
        catalog.FindProblem("one.step", 1).ShouldBeNull(); // its code is not even looked at
        catalog.Plugins.Single(plugin => plugin.Id == "acme.one").Problems.ShouldBe([
            new PluginProblem(
                "ARCH4021",
                $"The plugin 'acme.one' in '{folder}' is not on the list of allowed plugins.",
                "Add its id to 'plugins.allow' in the settings, if it is to be trusted, or remove the folder."),
        ]);
    }

    [Fact]
    public void Plugins_PinnedAndUnchanged_IsLoaded()
    {
        var folder = _root.Add("One", PluginRoot.Manifest("acme.one"), PluginRoot.EchoStep("one.step"));

        var catalog = Open(new PluginRule { Id = "acme.one", Sha256 = PluginHash.Of(folder) });

        catalog.Find("one.step", 1).ShouldNotBeNull();
    }

    [Fact]
    public void Plugins_PinnedAndAFileAdded_IsNotLoaded()
    {
        var folder = _root.Add("One", PluginRoot.Manifest("acme.one"), PluginRoot.EchoStep("one.step"));
        var pin = PluginHash.Of(folder);
        File.WriteAllText(Path.Combine(folder, "more.txt"), "x");

        var catalog = Open(new PluginRule { Id = "acme.one", Sha256 = pin });

        catalog.Find("one.step", 1).ShouldBeNull();
        var problem = catalog.Plugins.Single(plugin => plugin.Id == "acme.one").Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("ARCH4022");
        problem.Message.ShouldBe($"The plugin 'acme.one' in '{folder}' has the SHA-256 {PluginHash.Of(folder)}; the settings pin {pin}.");
    }

    [Fact]
    public void Plugins_ChangedBetweenFindingAndLoading_IsNotLoaded()
    {
        var folder = _root.Add("One", PluginRoot.Manifest("acme.one"), PluginRoot.EchoStep("one.step"));
        var catalog = Open(new PluginRule { Id = "acme.one", Sha256 = PluginHash.Of(folder) });
        catalog.Names.ShouldContain("one.step");
        _root.Add("One", PluginRoot.Manifest("acme.one"), PluginRoot.EchoStep("one.step", "Other"));

        catalog.FindProblem("one.step", 1)!.Code.ShouldBe("ARCH4022");
    }

    [Fact]
    public void PluginHash_Of_IsWhatSha256SumMakes()
    {
        var folder = Path.Combine(_root.Folder, "files");
        Directory.CreateDirectory(Path.Combine(folder, "b"));
        File.WriteAllText(Path.Combine(folder, "b", "c.txt"), "hello\n");
        File.WriteAllText(Path.Combine(folder, "a.txt"), "");

        // (cd files && find -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum)
        PluginHash.Of(folder).ShouldBe("20390577e46eee6566fbec09e434e4b0cdd6d3a85804569535b776c8a4b16a2a");
    }

    private PluginCatalog Open(params IReadOnlyList<PluginRule> rules) =>
        _root.Open(options => options with { Policy = new PluginPolicy { Rules = rules } });
}
