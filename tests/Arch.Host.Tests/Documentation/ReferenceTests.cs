using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Documentation;

/// <summary>The reference is made of the declarations, and its examples do what they say.</summary>
public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "docs/reference");

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(SourceTree.Root, "docs/examples"), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Docs_InTheRepository_AreThoseOfTheDeclarations()
    {
        using var project = new TempProject();
        var made = await project.RunAsync("docs", "--out", "reference");
        made.ExitCode.ShouldBe(0, made.ToString());

        var files = Pages(project.PathOf("reference"));
        Pages(Folder).Keys.ShouldBe(files.Keys, ignoreOrder: true, "Run 'arch docs' in the source tree.");
        foreach (var (name, text) in files)
        {
            Pages(Folder)[name].ShouldBe(text, $"docs/reference/{name} is not what 'arch docs' makes. Run it in the source tree.");
        }
    }

    [Fact]
    public void Docs_EachPage_HasAnExample() =>
        Pages(Folder).Where(page => page.Key != "README.md" && !page.Value.Contains("## Example", StringComparison.Ordinal)).Select(page => page.Key)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_Any_DoesWhatItsFirstLineSays(string name)
    {
        using var project = new TempProject();
        CopyExamples(project, "");

        var said = project.Read(name).Split('.')[0];
        var check = await project.RunAsync("validate", name);
        check.ExitCode.ShouldBe(0, check.ToString());
        if (said == "# Checked only")
        {
            return;
        }

        check.Output.ShouldBeEmpty();
        var run = await project.RunAsync("run", name, "--output", "json");
        run.Json.GetProperty("status").GetString().ShouldBe(said switch
        {
            "# Succeeds" => "succeeded",
            "# Waits" => "waiting",
            _ => throw new InvalidOperationException($"The first line of '{name}' does not say how it ends."),
        });
    }

    [Fact]
    public async Task Example_OfATest_Passes()
    {
        using var project = new TempProject();
        CopyExamples(project, "workflows");

        var result = await project.RunAsync("test", "workflows/16_test.yaml");
        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("1 passed, 0 failed");
    }

    private static void CopyExamples(TempProject project, string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(SourceTree.Root, "docs/examples")))
        {
            project.With(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file));
        }
    }

    private static Dictionary<string, string> Pages(string folder) => Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
}
