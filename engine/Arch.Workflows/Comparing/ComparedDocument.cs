using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Grammar;
using Arch.Workflows.Graphing;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>A workflow or action of one of the two states.</summary>
/// <param name="Kind"><c>workflow</c> or <c>action</c>.</param>
/// <param name="Name">What the two states know it by.</param>
/// <param name="File">Its file.</param>
/// <param name="Text">The text of the whole file.</param>
/// <param name="Root">The document.</param>
internal sealed record ComparedDocument(string Kind, string Name, string File, string Text, YamlMapping Root)
{
    /// <summary>Gets its steps.</summary>
    public WorkflowFlow Flow { get; } = FlowReader.Read(Root);

    /// <summary>Reads the documents of files; the first of a name counts.</summary>
    public static SortedDictionary<string, ComparedDocument> ReadAll(IEnumerable<SourceText> sources, DiagnosticBag diagnostics, bool checksStructure)
    {
        var documents = new SortedDictionary<string, ComparedDocument>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var file = YamlReader.Read(source, diagnostics);
            foreach (var root in file.Documents.OfType<YamlMapping>())
            {
                var kind = DocumentKind.Of(root);
                if (kind is not ("workflow" or "action"))
                {
                    continue;
                }

                if (checksStructure)
                {
                    new GrammarCheck(new CheckContext(file.Map, diagnostics), warnsOfLater: false).CheckKeys(root, DocumentGrammar.Of(kind), $"the {kind}");
                }

                var name = kind == "action" ? source.File : NameOf(root);
                documents.TryAdd($"{kind} {name}", new ComparedDocument(kind, name, source.File, source.Text, root));
            }
        }

        return documents;
    }

    private static string NameOf(YamlMapping root)
    {
        var id = StepNames.IdOf(root) ?? "?";
        return Scalars.Text(root.Find("namespace")?.Value) is { } space ? $"{space}.{id}" : id;
    }
}
