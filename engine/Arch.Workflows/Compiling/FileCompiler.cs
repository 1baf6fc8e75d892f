using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;
using Arch.Workflows.Testing;

namespace Arch.Workflows.Compiling;

/// <summary>Compiles the first workflow of a file and checks its other documents.</summary>
internal static class FileCompiler
{
    public static WorkflowCompilation Compile(CompileState state)
    {
        var file = YamlReader.Read(state.Source, state.Diagnostics);
        _ = state.Insight?.File = file;
        WorkflowDefinition? definition = null;
        string? fullName = null;
        IReadOnlyList<Webhook> webhooks = [];
        var isKnownVersion = false;
        var hasWorkflow = false;
        foreach (var node in file.Documents)
        {
            var context = new CheckContext(file.Map, state.Diagnostics) { Insight = state.Insight?.Add(node) };
            if (node is not YamlMapping root)
            {
                context.Error(
                    node,
                    "ARCH1000",
                    $"A document must be a mapping with keys such as 'arch', 'id' and 'steps', but is {node.Kind}.");
                continue;
            }

            var kind = DocumentKind.Of(root);
            if (!DocumentGrammar.Kinds.Words.Contains(kind))
            {
                // Nothing is known about the other keys of such a document.
                new GrammarCheck(context, warnsOfLater: false)
                    .Check(root.Find("kind")!.Value, DocumentGrammar.Kinds, "'kind' of the document");
                continue;
            }

            if (kind == "test" && state.SkipsTests)
            {
                continue;
            }

            var isFirst = kind == "workflow" && !hasWorkflow;
            new GrammarCheck(context, warnsOfLater: kind is "workflow" or "action" or "agent")
                .CheckKeys(
                    root,
                    DocumentGrammar.Of(kind),
                    DocumentGrammar.Kinds.Words.Contains(kind) ? $"the {kind}" : "the document");
            if (isFirst)
            {
                hasWorkflow = true;
                var compiler = new DocumentCompiler(state, context, root);
                fullName = compiler.FullName;
                isKnownVersion = compiler.IsKnownVersion;
                definition = compiler.Compile();
                webhooks = compiler.Webhooks;
                state.NotExecutable.AddRange(context.NotExecutable);
            }
            else
            {
                CheckOther(state, context, root, kind);
            }
        }

        if (file.Documents.Length == 0 && !state.Diagnostics.HasErrors)
        {
            state.Diagnostics.Error(
                "ARCH1000",
                new SourcePlace(state.Source.File, 0, 0),
                "The file holds no document.",
                "Start with 'arch: 1', 'id' and 'steps'.");
        }


        // What a later version finds wrong with a stored definition is no reason to strand the runs that are pinned to it.
        var isExecutable = state.IsRestoring
            ? isKnownVersion
            : state.NotExecutable.Count == 0 && !state.Diagnostics.HasErrors;
        return new WorkflowCompilation
        {
            Source = state.Source,
            Diagnostics = state.Diagnostics.InOrder(state.Source.File),
            NotExecutable = [.. state.NotExecutable.Distinct()],
            Definition = isExecutable ? definition : null,
            FullName = fullName,
            Tests = [.. state.Tests],
            Agents = state.Diagnostics.HasErrors ? [] : [.. state.Agents],
            Webhooks = webhooks,
        };
    }

    // A state of its own keeps the steps of other documents out of the definition.
    private static void CheckOther(CompileState state, CheckContext context, YamlMapping root, string kind)
    {
        var own = state.ForOtherDocument();
        switch (kind)
        {
            case "workflow":
                _ = new DocumentCompiler(own, context, root).Compile();
                break;
            case "action":
                _ = ActionCompiler.CompileAction(own, context, root, "");
                break;
            case "test":
                if (!state.IsRestoring && SuiteCompiler.Compile(own, context, root) is { } suite)
                {
                    state.Tests.Add(suite);
                }

                break;
            case "agent":
                if (!state.IsRestoring && new AgentCompiler(own, context, root).Compile() is { } agent && context.NotExecutable.Count == 0)
                {
                    state.Agents.Add(agent);
                }

                break;
            case "policy":
                new LooseExpressions(new ExpressionCompiler(state.Language, context)).Check(root);
                state.Diagnostics.Warning(
                    "ARCH3001",
                    context.PlaceOf(root.Find("kind")!.Value),
                    $"'kind: {kind}' is not executable in this version of Arch; "
                    + "the document is checked and otherwise left alone.");
                break;
            default:
                break;
        }
    }
}
