using System.IO.Compression;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Plugins;

/// <summary>The way of a plugin from nothing to a run: made, built, tested, packed, installed.</summary>
public sealed class PluginAuthoringTests(SdkFeed feed) : IClassFixture<SdkFeed>
{
    private const string Flow = """
        arch: 1
        id: flow
        namespace: test
        steps:
          - {id: hello, uses: my_tools.greet@1, with: {name: Ada}}
        outputs: {said: {type: string, value: "${{ steps.hello.outputs.greeting }}"}}
        """;

    [Fact]
    public void Packages_OfTheSdk_HoldWhatAuthorsNeed()
    {
        string[] sdk =
        [
            "README.md", "analyzers/dotnet/cs/Arch.Sdk.Analyzers.dll", "build/Arch.Sdk.props", "build/Arch.Sdk.targets",
            "docs/errors/ARCH4501.md", "docs/errors/ARCH4520.md", "lib/net10.0/Arch.Sdk.dll", "lib/net10.0/Arch.Sdk.xml",
        ];
        sdk.ShouldBeSubsetOf(Entries("Arch.Sdk.0.1.0.nupkg"));
        Entries("Arch.Sdk.0.1.0.snupkg").ShouldContain("lib/net10.0/Arch.Sdk.pdb");
        var testing = Entries("Arch.Sdk.Testing.0.1.0.nupkg");
        string[] runs = ["README.md", "lib/net10.0/Arch.Sdk.Testing.dll", "lib/net10.0/Arch.Plugins.dll", "lib/net10.0/Arch.Workflows.dll"];
        runs.ShouldBeSubsetOf(testing);
        testing.Where(entry => entry.StartsWith("ref/", StringComparison.Ordinal))
            .ShouldBe(["ref/net10.0/Arch.Sdk.Testing.dll", "ref/net10.0/Arch.Sdk.Testing.xml"], ignoreOrder: true);
        testing.ShouldNotContain("lib/net10.0/Arch.Sdk.dll");
    }

    [Fact]
    public async Task NewPlugin_BuiltTestedPackedInstalled_ItsStepRuns()
    {
        using var project = new TempProject().With("flow.yaml", Flow);
        (await project.RunAsync("new", "plugin", "my_tools")).ExitCode.ShouldBe(0);
        var folder = project.PathOf("my_tools");

        var build = await DotNet.RunAsync(folder, feed.Cache, "build", "--nologo", $"-p:ArchFeed={feed.Folder}");
        build.ShouldContain("0 Warning(s)");
        Directory.EnumerateFiles(project.PathOf("plugins/my_tools")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["my_tools.deps.json", "my_tools.dll", "my_tools.pdb", "plugin.json"]);
        var placed = await project.RunAsync("run", "flow.yaml", "--output", "json");
        placed.ExitCode.ShouldBe(0, placed.ToString());
        placed.Json.GetProperty("outputs").GetProperty("said").GetString().ShouldBe("Hello, Ada!");

        var tests = await DotNet.RunAsync(folder, feed.Cache, "test", "--no-build", $"-p:ArchFeed={feed.Folder}");
        tests.ShouldContain("succeeded: 2");

        await DotNet.RunAsync(folder, feed.Cache, "build", "src", "-t:PackPlugin", "--nologo", $"-p:ArchFeed={feed.Folder}");
        Directory.Delete(project.PathOf("plugins"), recursive: true);
        var zip = Directory.EnumerateFiles(folder, "my_tools.0.1.0.zip", SearchOption.AllDirectories).Single();
        var installed = await project.RunAsync("plugins", "install", zip);
        installed.ExitCode.ShouldBe(0, installed.ToString());
        (await project.RunAsync("run", "flow.yaml")).ExitCode.ShouldBe(0);
        (await project.RunAsync("plugins", "verify")).ShouldBe(new ArchResult(0, "my-tools 0.1.0: as recorded\n", ""));

        await DotNet.RunAsync(folder, feed.Cache, "pack", "src", "--nologo", "-o", project.PathOf("feed"), $"-p:ArchFeed={feed.Folder}");
        (await project.RunAsync("plugins", "remove", "my-tools")).ShouldBe(new ArchResult(0, "Removed my-tools 0.1.0.\n", ""));
        var fetched = await project.RunAsync("plugins", "install", "nuget:my_tools@0.1.0", "--source", project.PathOf("feed"), "--output", "json");
        fetched.ExitCode.ShouldBe(0, fetched.ToString());
        fetched.Json.GetProperty("source").GetString().ShouldBe("nuget:my_tools@0.1.0");
        var run = await project.RunAsync("run", "flow.yaml", "--output", "json");
        run.Json.GetProperty("outputs").GetProperty("said").GetString().ShouldBe("Hello, Ada!", run.ToString());
    }

    [Fact]
    public async Task Install_PackageWithDependencies_LaysThemBesideThePlugin()
    {
        using var project = new TempProject().With("flow.yaml", Flow)
            .With("lib/Acme.Lib.csproj", """
                <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
                """)
            .With("lib/Greeting.cs", "public static class Greeting { public static string Of(string name) => name + \" of the library\"; }");
        await project.RunAsync("new", "plugin", "my_tools");
        Replace(project, "my_tools/src/my_tools.csproj", "</ItemGroup>", "<PackageReference Include=\"Acme.Lib\" Version=\"1.0.0\" /></ItemGroup>");
        Replace(project, "my_tools/src/GreetStep.cs", "$\"{input.Greeting}, {input.Name}!\"", "Greeting.Of(input.Name)");
        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            await DotNet.RunAsync(project.PathOf("lib"), feed.Cache, "pack", "--nologo", "-o", project.PathOf("feed"), $"-p:Version={version}");
        }

        await DotNet.RunAsync(
            project.PathOf("my_tools"), feed.Cache, "pack", "src", "--nologo", "-o", project.PathOf("feed"),
            $"-p:ArchFeed={feed.Folder}%3B{project.PathOf("feed")}", "-p:ArchPluginFolder=");
        Directory.CreateDirectory(project.PathOf("plugins"));
        Directory.Delete(project.PathOf("plugins"), recursive: true);
        var installed = await project.RunAsync("plugins", "install", "nuget:my_tools@0.1.0", "--source", project.PathOf("feed"));

        installed.ExitCode.ShouldBe(0, installed.ToString());
        Directory.EnumerateFiles(project.PathOf("plugins/my_tools")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["Acme.Lib.dll", "my_tools.dll", "plugin.json"]);
        var run = await project.RunAsync("run", "flow.yaml", "--output", "json");
        run.Json.GetProperty("outputs").GetProperty("said").GetString().ShouldBe("Ada of the library", run.ToString());
    }

    private static void Replace(TempProject project, string file, string old, string text) =>
        File.WriteAllText(project.PathOf(file), project.Read(file).Replace(old, text, StringComparison.Ordinal));

    private string[] Entries(string package)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(feed.Folder, package));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }
}
