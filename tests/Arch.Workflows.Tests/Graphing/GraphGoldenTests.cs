using System.Text.RegularExpressions;
using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Graphing;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Graphing;

/// <summary>
/// The drawings of the examples are kept in <c>graphs/</c>. After a wanted change, run the tests with ARCH_WRITE_GRAPHS set to that folder
/// of the source tree, look at the difference, and at the pictures.
/// </summary>
public sealed class GraphGoldenTests
{
    private static readonly string[] Folders = ["examples", "workflows"];

    public static TheoryData<string, GraphFormat> Drawings
    {
        get
        {
            var data = new TheoryData<string, GraphFormat>();
            foreach (var file in Folders.SelectMany(folder => Directory.GetFiles(FixtureFiles.Folder(folder), "*.yaml")).Order(StringComparer.Ordinal))
            {
                foreach (var format in Enum.GetValues<GraphFormat>())
                {
                    data.Add(Path.GetRelativePath(AppContext.BaseDirectory, file), format);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Draw_Example_IsAsKept(string file, GraphFormat format)
    {
        var source = new SourceText(file, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)));
        var drawings = Enum.GetValues<GraphView>().Select(view => WorkflowGraph.Draw(source, view, format, new JavaScriptLanguage()));
        var text = string.Join("\n", drawings.Select(drawing => Regex.Replace(drawing.ShouldNotBeNull(), "<style>.*?</style>\n", "", RegexOptions.Singleline)));
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{format.ToString().ToLowerInvariant()}";
        if (Environment.GetEnvironmentVariable("ARCH_WRITE_GRAPHS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            return;
        }

        text.ShouldBe(File.ReadAllText(Path.Combine(FixtureFiles.Folder("graphs"), name)));
    }
}
