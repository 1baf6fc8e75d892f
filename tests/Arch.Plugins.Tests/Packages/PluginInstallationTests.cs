using Arch.Plugins.Packages;
using Arch.Plugins.Tests.Support;

namespace Arch.Plugins.Tests.Packages;

public sealed class PluginInstallationTests : IDisposable
{
    private readonly PluginRoot _built = new();
    private readonly string _root = Directory.CreateTempSubdirectory("arch-installed-").FullName;

    public void Dispose()
    {
        _built.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void Install_New_IsUsableAndRecorded()
    {
        var result = Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));

        result.Replaced.ShouldBeNull();
        result.Plugin.Sha256.ShouldBe(PluginHash.Of(Path.Combine(_root, "Acme.Demo")));
        using var catalog = PluginCatalog.Open([_root], []);
        catalog.Find("acme.echo", 1).ShouldNotBeNull();
        PluginInstallation.Verify(_root).ShouldBeEmpty();
        var recorded = PluginInstallation.Recorded(_root).Single();
        (recorded.Id, recorded.Version, recorded.Folder, recorded.Source).ShouldBe(("acme.demo", "1.0.0", "Acme.Demo", "a test"));
        recorded.Files.Select(file => file.Path).ShouldBe(["Acme.Demo.dll", "plugin.json"]);
        Hidden().ShouldBe([".arch-install.lock"]);
    }

    [Fact]
    public void Install_OtherVersion_TakesThePlace()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));
        File.WriteAllText(Path.Combine(_root, "Acme.Demo", "left.txt"), "of the old version");

        var result = Install("Acme.Demo", PluginRoot.Manifest(version: "2.0.0"), PluginRoot.EchoStep("acme.shout"));

        result.Replaced!.Version.ShouldBe("1.0.0");
        PluginInstallation.Verify(_root).ShouldBeEmpty();
        PluginInstallation.Recorded(_root).Single().Version.ShouldBe("2.0.0");
    }

    [Fact]
    public void Install_OtherAssemblyName_LeavesNoOldFolder()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));

        Install("Acme.Renamed", PluginRoot.Manifest(version: "2.0.0"), PluginRoot.EchoStep("acme.echo"));

        Directory.GetDirectories(_root).Select(Path.GetFileName).ShouldBe(["Acme.Renamed"]);
        PluginInstallation.Verify(_root).ShouldBeEmpty();
    }

    [Fact]
    public void Install_OtherHashThanWanted_ChangesNothing()
    {
        var wanted = new string('0', 64);

        var failure = Should.Throw<PluginPackageException>(
            () => Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"), wanted));

        failure.Code.ShouldBe("ARCH4405");
        failure.Message.ShouldBe(
            $"The plugin has the SHA-256 {PluginHash.Of(Path.Combine(_built.Folder, "Acme.Demo"))}, but {wanted} is wanted. Find out why before you trust it.");
        Directory.GetDirectories(_root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"id": "acme.demo", "version": "1.0.0", "sdk": ">=9"}""", "ARCH4004")]
    [InlineData("""{"id": "acme.demo"}""", "ARCH4003")]
    [InlineData("no JSON", "ARCH4002")]
    public void Install_BadManifest_KeepsTheOldPlugin(string manifest, string code)
    {
        var before = Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo")).Plugin.Sha256;

        var failure = Should.Throw<PluginPackageException>(() => Install("Acme.Demo", manifest, PluginRoot.EchoStep("acme.echo")));

        failure.Code.ShouldBe(code);
        PluginHash.Of(Path.Combine(_root, "Acme.Demo")).ShouldBe(before);
        PluginInstallation.Verify(_root).ShouldBeEmpty();
    }

    [Fact]
    public void Install_StepTypeOfAnother_IsRefused()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));

        Should.Throw<PluginPackageException>(() => Install("Other", PluginRoot.Manifest("other"), PluginRoot.EchoStep("acme.echo"))).Message
            .ShouldBe("The plugin 'other' offers the step type 'acme.echo@1', which the plugin 'acme.demo' offers already. Remove that one first.");
    }

    [Fact]
    public void Install_FolderOfAnother_IsRefused()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));

        var failure = Should.Throw<PluginPackageException>(
            () => Install("Acme.Demo", PluginRoot.Manifest("other"), PluginRoot.EchoStep("other.echo")));

        failure.Message.ShouldBe(
            $"The plugin 'other' belongs into '{Path.Combine(_root, "Acme.Demo")}', where 'acme.demo' is. Remove that one first.");
    }

    [Fact]
    public void Open_AnotherIsOpen_IsRefused()
    {
        using var first = PluginInstallation.Open(_root, []);

        Should.Throw<PluginPackageException>(() => PluginInstallation.Open(_root, [])).Message
            .ShouldBe($"Another process changes the plugins of '{_root}'. Try again when it has ended.");
    }

    [Fact]
    public void Open_AfterACrashBetweenTheRenames_PutsTheOldOneBack()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));
        Directory.CreateDirectory(Path.Combine(_root, ".arch-replaced"));
        Directory.Move(Path.Combine(_root, "Acme.Demo"), Path.Combine(_root, ".arch-replaced", "Acme.Demo"));
        Directory.CreateDirectory(Path.Combine(_root, ".arch-staging", "half"));

        PluginInstallation.Open(_root, []).Dispose();

        PluginInstallation.Verify(_root).ShouldBeEmpty();
        Hidden().ShouldBe([".arch-install.lock"]);
    }

    [Fact]
    public void Verify_AllKindsOfChanges_NamesEach()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));
        Install("Other", PluginRoot.Manifest("other"), PluginRoot.EchoStep("other.echo"));
        File.AppendAllText(Path.Combine(_root, "Acme.Demo", "Acme.Demo.dll"), "x");
        File.WriteAllText(Path.Combine(_root, "Acme.Demo", "new.dll"), "x");
        File.Delete(Path.Combine(_root, "Acme.Demo", "plugin.json"));
        Directory.Delete(Path.Combine(_root, "Other"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_root, "By.Hand"));

        PluginInstallation.Verify(_root).ShouldBe(
        [
            new PluginChange("acme.demo", PluginChangeKind.Changed, "Acme.Demo.dll"),
            new PluginChange("acme.demo", PluginChangeKind.Added, "new.dll"),
            new PluginChange("acme.demo", PluginChangeKind.Removed, "plugin.json"),
            new PluginChange("other", PluginChangeKind.Removed, null),
            new PluginChange("By.Hand", PluginChangeKind.Added, null),
        ]);
    }

    [Fact]
    public void Remove_Installed_IsGone()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));

        using (var installation = PluginInstallation.Open(_root, []))
        {
            installation.Remove("acme.demo").Version.ShouldBe("1.0.0");
        }

        Directory.GetDirectories(_root).ShouldBeEmpty();
        PluginInstallation.Recorded(_root).ShouldBeEmpty();
    }

    [Fact]
    public void Remove_Unknown_SaysWhatThereIs()
    {
        Install("Acme.Demo", PluginRoot.Manifest(), PluginRoot.EchoStep("acme.echo"));
        using var installation = PluginInstallation.Open(_root, []);

        Should.Throw<PluginPackageException>(() => installation.Remove("acme.mail")).Message
            .ShouldBe($"The plugin 'acme.mail' was not installed into '{_root}'. Installed are: acme.demo.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"format": 2, "plugins": {}}""")]
    [InlineData("""{"format": 1, "plugins": {"a": {"version": "1", "folder": "../a", "source": "", "sha256": "", "files": {}}}}""")]
    public void Verify_BadRecord_SaysSo(string text)
    {
        File.WriteAllText(Path.Combine(_root, "plugins.lock.json"), text);

        Should.Throw<PluginPackageException>(() => PluginInstallation.Verify(_root)).Code.ShouldBe("ARCH4409");
    }

    [Theory]
    [InlineData("", "Acme.Demo")]
    [InlineData("some-folder", "Acme.Demo")]
    public void Find_FolderOfAnotherName_IsNamedLikeItsAssembly(string inner, string name)
    {
        using var installation = PluginInstallation.Open(_root, []);
        var staging = installation.CreateStagingFolder();
        var folder = Directory.CreateDirectory(Path.Combine(staging, inner)).FullName;
        File.WriteAllText(Path.Combine(folder, "plugin.json"), PluginRoot.Manifest());
        File.WriteAllText(Path.Combine(folder, "Library.dll"), "");
        File.WriteAllText(Path.Combine(folder, "Acme.Demo.dll"), "");
        File.WriteAllText(Path.Combine(folder, "Acme.Demo.deps.json"), "");

        var found = StagedPlugin.Find(staging);

        Path.GetFileName(found.Folder).ShouldBe(name);
        File.Exists(Path.Combine(found.Folder, "Acme.Demo.dll")).ShouldBeTrue();
    }

    [Fact]
    public void Find_NoManifest_SaysSo()
    {
        using var installation = PluginInstallation.Open(_root, []);
        var staging = installation.CreateStagingFolder();
        File.WriteAllText(Path.Combine(staging, "Acme.Demo.dll"), "");

        Should.Throw<PluginPackageException>(() => StagedPlugin.Find(staging)).Code.ShouldBe("ARCH4404");
    }

    private InstallResult Install(string name, string manifest, string source, string? sha256 = null)
    {
        var folder = _built.Add(name, manifest, source);
        using var installation = PluginInstallation.Open(_root, []);
        var staging = installation.CreateStagingFolder();
        FolderCopy.Copy(folder, Directory.CreateDirectory(Path.Combine(staging, name)).FullName, PackageLimits.Default);
        return installation.Install(StagedPlugin.Find(staging), "a test", sha256);
    }

    private IEnumerable<string?> Hidden() =>
        Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName).Where(name => name!.StartsWith('.'));
}
