using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Formatting;
using Arch.Workflows.Reading;
using Arch.Workflows.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Arch.Workflows.Tests.Formatting;

/// <summary>Whatever a file looks like: its layout says the same, has all its comments, and is its own layout.</summary>
public sealed class FormatterPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    public static TheoryData<string> Files => [.. FilesOf("examples", "workflows")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Format_Example_SaysTheSame(string file) => Check(Read(file), file).ShouldBeTrue(file);

    [Fact]
    public void Format_ShippedExamples_AreLaidOutAlready() =>
        FilesOf("examples").Where(file => WorkflowFormatter.Format(new SourceText(file, Read(file))).IsChanged).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Format_MutatedExample_SaysTheSame(int seed)
    {
        var random = new Random(seed);
        var files = FilesOf("examples", "workflows", "mistakes");
        var valid = 0;
        for (var round = 0; round < 150; round++)
        {
            var text = Reformatting.Mutate(Read(files[random.Next(files.Length)]), random);
            valid += Check(text, $"seed {seed}, round {round}") ? 1 : 0;
        }

        valid.ShouldBeGreaterThan(30, $"seed {seed}: too few of the mutated files could be read at all");
    }

    private static string[] FilesOf(params string[] folders) =>
    [
        .. folders
            .SelectMany(folder => Directory.GetFiles(FixtureFiles.Folder(folder), "*.yaml"))
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file))
            .Order(StringComparer.Ordinal),
    ];

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    private static bool Check(string text, string where)
    {
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", text));
        if (ReadAll(text) is not { } before)
        {
            result.Text.ShouldBeNull($"{where}:\n{text}");
            return false;
        }

        var layout = result.Text.ShouldNotBeNull($"{where}: {string.Join('\n', result.Diagnostics)}\n{text}");
        ReadAll(layout).ShouldBe(before, $"{where}:\n{text}\n-----\n{layout}");
        Comments(layout).ShouldBe(Comments(text), $"{where}:\n{text}\n-----\n{layout}");
        WorkflowFormatter.Format(new SourceText("a.yaml", layout)).Text.ShouldBe(layout, $"{where}, a second time:\n{text}");
        return true;
    }

    // Every document as text; the spaces within expressions are left out.
    private static string? ReadAll(string text)
    {
        var diagnostics = new DiagnosticBag();
        var file = YamlReader.Read(new SourceText("a.yaml", text), diagnostics);
        return diagnostics.HasErrors
            ? null
            : string.Join('\n', file.Documents.Select(node => Squeeze(Expressions.Values.ValueJson.ToJson(YamlData.ToValue(node)))));
    }

    private static string Squeeze(string json) =>
        System.Text.RegularExpressions.Regex.Replace(json, @"(?<=\{) +| +(?=\})", "");

    private static List<string> Comments(string text)
    {
        using var reader = new StringReader(text.ReplaceLineEndings("\n"));
        var scanner = new Scanner(reader, skipComments: false);
        var comments = new List<string>();
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
            {
                comments.Add(comment.Value.Trim());
            }
        }

        return comments;
    }
}
