using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed partial class ErrorPageTests
{
    private static readonly string[] SourceFolders = ["engine", "host", "plugins"];

    public static TheoryData<string> Codes =>
        [.. SourceFolders
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .SelectMany(file => InQuotes().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages =>
        [.. Repository.Files("docs/errors", "ARCH*.md").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_CodeInTheSources_Exists(string code) =>
        File.Exists(Path.Combine(Repository.Root, "docs/errors", code + ".md")).ShouldBeTrue($"docs/errors/{code}.md is missing");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Any_IsTitledAndSaysWhatToDo(string code)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/errors", code + ".md"));

        text.ShouldStartWith($"# {code}: ");
        text.ShouldContain("## What happened");
        text.ShouldContain("## What to do");
    }

    [GeneratedRegex("\"(ARCH[0-9]{4})\\b")]
    private static partial Regex InQuotes();
}
