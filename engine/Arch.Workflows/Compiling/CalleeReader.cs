using Arch.Workflows.Checking;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Reads the declarations of workflows that are called. What is wrong with them is said when they are compiled
/// themselves.
/// </summary>
internal static class CalleeReader
{
    public static Callee? Read(CompileState state, string fullName)
    {
        if (!state.Callees.TryGetValue(fullName, out var callee))
        {
            callee = state.Workflows.Find(fullName) is { } source ? Read(source) : null;
            state.Callees.Add(fullName, callee);
        }

        return callee;
    }

    private static Callee? Read(Catalog.SourceText source)
    {
        var unsaid = new DiagnosticBag();
        var file = YamlReader.Read(source, unsaid);
        var root = file.Documents
            .OfType<YamlMapping>()
            .FirstOrDefault(document => DocumentKind.Of(document) == "workflow");
        if (root is null || unsaid.HasErrors)
        {
            return null;
        }

        var context = new CheckContext(file.Map, unsaid);
        new GrammarCheck(context, warnsOfLater: false)
            .CheckKeys(root, Grammar.DocumentGrammar.Workflow, "the workflow");
        var types = new TypeReader(context);
        var callee = new Callee(
            [.. types.Inputs(root.Find("inputs")?.Value)],
            types.Outputs(root.Find("outputs")?.Value));
        return unsaid.HasErrors ? null : callee;
    }
}
