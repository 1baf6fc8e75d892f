using System.Xml.Linq;

namespace Architecture.Tests;

public sealed class ReferenceDirectionTests
{
    // What each project may reference; the order of the house: Sdk, Expressions, Workflows, Engine, adapters, host.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // The package of the SDK carries the analyzers; its assembly does not know them.
        ["Arch.Sdk"] = ["Arch.Sdk.Analyzers"],
        ["Arch.Sdk.Analyzers"] = [],
        ["Arch.Sdk.Testing"] = ["Arch.Sdk", "Arch.Plugins"],
        ["Arch.Expressions"] = ["Arch.Sdk"],
        ["Arch.Workflows"] = ["Arch.Sdk", "Arch.Expressions"],
        ["Arch.Engine"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows"],
        ["Arch.Plugins"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows"],
        ["Arch.Agents"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows", "Arch.Engine"],
        ["Arch.Triggers"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows", "Arch.Engine"],
        ["Arch.Vectors"] = ["Arch.Sdk"],
        ["Arch.Storage.Sqlite"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows", "Arch.Engine", "Arch.Agents", "Arch.Triggers", "Arch.Vectors"],
        ["Arch.Testing"] = ["Arch.Sdk", "Arch.Expressions", "Arch.Workflows", "Arch.Engine"],
        ["Arch.Host"] =
        [
            "Arch.Sdk", "Arch.Expressions", "Arch.Workflows", "Arch.Engine", "Arch.Agents", "Arch.Plugins", "Arch.Storage.Sqlite", "Arch.Testing",
            "Arch.Triggers", "Arch.Vectors",
        ],
    };

    public static TheoryData<string> Projects =>
        [.. Repository.Files("engine", "*.csproj").Concat(Repository.Files("host", "*.csproj")).Select(Relative)];

    public static TheoryData<string> Plugins => [.. Repository.Files("plugins", "*.csproj").Select(Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_Project_GoOneWay(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Allowed.ShouldContainKey(name, "A new project needs a place in the house: add it with what it may reference.");

        References(project).Except(Allowed[name]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void References_Plugin_NoProjectButTheSdkOfAllPlugins(string project) => References(project).ShouldBeEmpty();

    [Fact]
    public void References_OfAllPlugins_SdkAndItsAnalyzersAlone()
    {
        var props = References("plugins/Directory.Build.props");

        props.ShouldBe(["Arch.Sdk", "Arch.Sdk.Analyzers"]);
    }

    [Fact]
    public void References_ToPlugins_BringNoAssembly()
    {
        // The host builds the plugins but must find them at run time like everybody's.
        var reference = XDocument.Load(Path.Combine(Repository.Root, "plugins/Plugins.props"))
            .Descendants("ProjectReference").Single();

        reference.Attribute("ReferenceOutputAssembly")?.Value.ShouldBe("false");
    }

    private static IEnumerable<string> References(string project) => XDocument
        .Load(Path.Combine(Repository.Root, project))
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
