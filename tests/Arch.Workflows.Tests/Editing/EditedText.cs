using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Editing;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Editing;

/// <summary>A text with a cursor, which is written as <c>§</c>.</summary>
internal sealed class EditedText
{
    private const string Around = """
        arch: 1
        id: test
        namespace: tests
        inputs:
          name: {type: string, description: Who is greeted.}
          color: {type: string, enum: [red, green]}
          items: {type: array, items: {type: object, properties: {sku: {type: string}, qty: {type: integer}}}}
        vars: {total: {type: integer, default: 0}}
        steps:

        """;

    public EditedText(string marked)
    {
        marked = marked.ReplaceLineEndings("\n");
        var at = marked.IndexOf('§', StringComparison.Ordinal);
        Text = at < 0 ? marked : marked.Remove(at, 1);
        var before = marked[..Math.Max(0, at)];
        Cursor = new(before.Count(letter => letter == '\n'), before.Length - (before.LastIndexOf('\n') + 1));
        var files = new FixtureFiles();
        Analysis = new LanguageService(new WorkflowCompiler(new JavaScriptLanguage(), new FixtureCatalog(), files, files))
            .Analyze(new SourceText("test.yaml", Text));
    }

    public string Text { get; }

    public TextPosition Cursor { get; }

    public FileAnalysis Analysis { get; }

    /// <summary>Makes a workflow around steps, whose inputs and variables the tests refer to.</summary>
    public static EditedText Steps(string steps) => new(
        Around + string.Join('\n', steps.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line)) + "\n");

    public IReadOnlyList<string> Completions() => [.. Analysis.Complete(Cursor).Select(completion => completion.Label)];

    /// <summary>Gives the text after choosing a completion.</summary>
    public string Choose(string label) => Apply([Analysis.Complete(Cursor).First(completion => completion.Label == label).Change]);

    public string Apply(IEnumerable<TextChange> changes)
    {
        var text = Text;
        foreach (var change in changes.OrderByDescending(change => OffsetOf(change.Range.Start)))
        {
            var start = OffsetOf(change.Range.Start);
            text = text.Remove(start, OffsetOf(change.Range.End) - start).Insert(start, change.NewText);
        }

        return text;
    }

    /// <summary>Gives a piece of the text.</summary>
    public string At(TextRange range) => Text[OffsetOf(range.Start)..OffsetOf(range.End)];

    private int OffsetOf(TextPosition position)
    {
        var offset = 0;
        for (var line = 0; line < position.Line; line++)
        {
            offset = Text.IndexOf('\n', offset) + 1;
        }

        return offset + position.Character;
    }
}
