#pragma warning disable CA5394 // Mutations must be the same again from their seed
using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

/// <summary>Whatever a file says, compiling it gives diagnostics or a definition and never throws.</summary>
public sealed class MutationTests
{
    private static readonly string[] Words =
    [
        "uses", "if", "steps", "needs", "for", "do", "try", "catch", "parallel", "graph", "switch", "cases", "wait", "set", "when", "with", "retry",
        "{}", "[]", "null", "true", "-1", "\"\"", "${{ }}", "${{ steps.a.outputs }}", "${{", "}}", "'", "\"", ":", "- ", "? ", "&a ", "*a", "!x ", "|", ">", "\t", "#", "5m",
        "{id: a}", "[{id: a, if: true}]", "{any: [{all: [{for: 1s}]}]}", "steps.x?.outputs.y", "\0", "\uFFFD", "---\n", "\n", "  ",
    ];

    private static readonly string[] Folders = ["workflows", "broken"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Compile_MutatedFile_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var files = Folders
            .SelectMany(folder => Directory.GetFiles(FixtureFiles.Folder(folder), "*.yaml"))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var compiler = Compile.Compiler();
        for (var i = 0; i < 100; i++)
        {
            var text = File.ReadAllText(files[random.Next(files.Length)]);
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                text = Mutate(text, random);
            }

            var compilation = Should.NotThrow(() => compiler.Compile(new SourceText("mutated.yaml", text)), $"seed {seed}, round {i}:\n{text}");

            if (compilation.FullName is not null && !compilation.HasErrors && compilation.NotExecutable.Count == 0)
            {
                compilation.Definition.ShouldNotBeNull($"seed {seed}, round {i}:\n{text}");
            }

            foreach (var diagnostic in compilation.Diagnostics.Where(diagnostic => diagnostic.Place.Line > 0))
            {
                diagnostic.Place.Line.ShouldBeLessThanOrEqualTo(text.Split('\n').Length);
                diagnostic.Place.Column.ShouldBeGreaterThan(0);
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var line = lines[at];
        var column = random.Next(line.Length + 1);
        switch (random.Next(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 2:
                lines[at] = "  " + line;
                break;
            case 3:
                lines[at] = line.Length > 0 ? line[1..] : line;
                break;
            case 4:
                lines[at] = line.Insert(column, Words[random.Next(Words.Length)]);
                break;
            case 5:
                lines[at] = column < line.Length ? line.Remove(column, Math.Min(random.Next(1, 6), line.Length - column)) : line;
                break;
            default:
                var words = line.Split(' ');
                words[random.Next(words.Length)] = Words[random.Next(Words.Length)];
                lines[at] = string.Join(' ', words);
                break;
        }

        return string.Join('\n', lines);
    }
}
