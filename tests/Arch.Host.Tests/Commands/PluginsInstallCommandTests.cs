using System.IO.Compression;
using System.Net;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class PluginsInstallCommandTests
{
    [Fact]
    public async Task Install_Zip_IsUsableVerifiedAndRemoved()
    {
        using var project = new TempProject();
        var zip = Zip(project);

        var installed = await project.RunAsync("plugins", "install", zip, "--output", "json");

        installed.ExitCode.ShouldBe(0, installed.ToString());
        installed.Json.GetProperty("id").GetString().ShouldBe(PluginId(project));
        var hash = installed.Json.GetProperty("sha256").GetString()!;
        hash.Length.ShouldBe(64);
        (await project.RunAsync("plugins", "install", zip, "--sha256", hash)).ExitCode.ShouldBe(0);
        var other = await project.RunAsync("plugins", "install", zip, "--sha256", new string('0', 64));
        (other.ExitCode, other.Errors).ShouldBe(
            (2, $"ARCH4405 The plugin has the SHA-256 {hash}, but {new string('0', 64)} is wanted. Find out why before you trust it.\n"));
        (await project.RunAsync("plugins", "verify")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(project.PathOf("plugins/Arch.Plugin.Data/new.dll"), "x", TestContext.Current.CancellationToken);
        var changed = await project.RunAsync("plugins", "verify");
        changed.ExitCode.ShouldBe(1, changed.ToString());
        changed.Output.ShouldContain("  added new.dll\n");
        (await project.RunAsync("plugins", "remove", PluginId(project))).ExitCode.ShouldBe(0);
        Directory.GetDirectories(project.PathOf("plugins")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Install_Folder_IsCopied()
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "install", Source);

        result.ExitCode.ShouldBe(0, result.ToString());
        File.Exists(project.PathOf("plugins/Arch.Plugin.Data/Arch.Plugin.Data.dll")).ShouldBeTrue();
    }

    [Fact]
    public async Task Install_Address_IsFetchedAfterARedirect()
    {
        using var project = new TempProject();
        var zip = await File.ReadAllBytesAsync(Zip(project), TestContext.Current.CancellationToken);
        await using var server = FileServer.Start(request => request == "/moved.zip"
            ? (HttpStatusCode.Redirect, [], "/plugin.zip")
            : (HttpStatusCode.OK, zip, null));

        var result = await project.RunAsync("plugins", "install", server.Address + "/moved.zip?token=secret", "--output", "json");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Json.GetProperty("source").GetString().ShouldBe(server.Address + "/moved.zip");
        project.Read("plugins/plugins.lock.json").ShouldNotContain("secret");
    }

    [Fact]
    public async Task Install_RedirectToAnotherScheme_IsRefused()
    {
        using var project = new TempProject();
        await using var server = FileServer.Start(_ => (HttpStatusCode.Redirect, [], "file:///etc/passwd"));

        var result = await project.RunAsync("plugins", "install", server.Address + "/a.zip");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldBe(
            $"ARCH4407 The plugin cannot be fetched from '{server.Address}/a.zip': the server sends on to 'file:///etc/passwd', which is not http.\n");
    }

    [Theory]
    [InlineData("http://example.org/a.zip")]
    [InlineData("ftp://example.org/a.zip")]
    public async Task Install_AddressNotHttps_IsRefused(string address)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "install", address);

        result.ShouldBe(new ArchResult(
            2, "", $"ARCH4407 A plugin is not fetched from '{address}': the address must begin with https://, or http:// for this machine.\n"));
    }

    [Fact]
    public async Task Install_ServerSaysNo_SaysSo()
    {
        using var project = new TempProject();
        await using var server = FileServer.Start(_ => (HttpStatusCode.NotFound, [], null));

        var result = await project.RunAsync("plugins", "install", server.Address + "/a.zip");

        result.Errors.ShouldBe($"ARCH4407 The plugin cannot be fetched from '{server.Address}/a.zip': the server answered 404.\n");
    }

    [Theory]
    [InlineData("missing.zip", "ARCH6004 'missing.zip' does not exist")]
    [InlineData("nuget:Acme.Mail", "ARCH4408 'nuget:Acme.Mail' is no package: write 'nuget:ID@VERSION', such as 'nuget:Acme.Mail@1.2.0'.\n")]
    public async Task Install_NoSuchThing_SaysSo(string from, string error)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "install", from);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldStartWith(error);
    }

    [Fact]
    public async Task Install_PackageThatNoSourceHas_SaysWhereItWasLookedFor()
    {
        using var project = new TempProject();
        var feed = Directory.CreateDirectory(project.PathOf("feed")).FullName;

        var result = await project.RunAsync("plugins", "install", "nuget:Acme.Mail@1.0.0", "--source", feed);

        result.ShouldBe(new ArchResult(
            2, "", $"ARCH4408 The package 'Acme.Mail' 1.0.0 is not to be had: no source has it; looked in '{feed}'.\n"));
    }

    private static string Source => Path.GetFullPath(Path.Combine(ArchProgram.Bin, "../plugins", ArchProgram.Configuration, "Arch.Plugin.Data"));

    private static string PluginId(TempProject project) =>
        System.Text.Json.JsonDocument.Parse(project.Read("plugins/Arch.Plugin.Data/plugin.json")).RootElement.GetProperty("id").GetString()!;

    private static string Zip(TempProject project)
    {
        var zip = project.PathOf("plugin.zip");
        ZipFile.CreateFromDirectory(Source, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        return zip;
    }
}
