using Arch.Expressions.JavaScript;
using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Editing;
using Arch.Workflows.Reading;
using Arch.Workflows.Tests.Support;

namespace Authoring.Tests.Yardstick;

/// <summary>A workflow that is right, which mutations make wrong.</summary>
internal sealed class ValidFile
{
    private static readonly JavaScriptLanguage Language = new();
    private readonly IStepCatalog _steps;

    public ValidFile(string name, string text, IStepCatalog steps)
    {
        Name = name;
        Text = text.ReplaceLineEndings("\n");
        _steps = steps;
        Analysis = Analyze(Text);
    }

    public string Name { get; }

    public string Text { get; }

    public FileAnalysis Analysis { get; }

    public IReadOnlyList<TreeSpot> Spots => Analysis.Spots;

    public IEnumerable<DocumentInsight> Insights => Analysis.Insight.Documents.Values;

    public IEnumerable<ExpressionSite> Expressions => Insights.SelectMany(insight => insight.Expressions);

    /// <summary>Gets what is said about another text that stands in its place.</summary>
    public IReadOnlyList<Diagnostic> Check(string text) => Analyze(text).Diagnostics;

    /// <summary>Makes a mistake by putting text into the place of a piece of the file.</summary>
    public Mutation Replace(string operation, int start, int end, string text) => new(
        this,
        operation,
        $"{Name}:{1 + Text.AsSpan(0, start).Count('\n')} {operation}: '{Shorten(Text[start..end])}' became '{Shorten(text)}'",
        string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(end)));

    /// <summary>Gets where a position of an expression stands in the file.</summary>
    public int OffsetOf(ExpressionSite site, int position) => ScalarPositions.OffsetOf(Text, site.Scalar, site.Start + position);

    /// <summary>Gives the chains of an expression, with the expression.</summary>
    public IEnumerable<(ExpressionSite Site, ExpressionReference Reference)> References() =>
        Expressions.SelectMany(site => site.Compilation.References.Select(reference => (site, reference)));

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 50 ? line : line[..50] + "…";
    }

    private FileAnalysis Analyze(string text)
    {
        var files = new FixtureFiles();
        foreach (var example in Directory.GetFiles(FixtureFiles.Folder("examples"), "*.yaml"))
        {
            files.Workflows["examples." + Path.GetFileNameWithoutExtension(example)] = File.ReadAllText(example);
        }

        return new LanguageService(new WorkflowCompiler(Language, _steps, files, files)).Analyze(new SourceText(Name, text));
    }
}
