using Arch.Expressions.Types;
using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps that use an action: the action's own steps become part of the definition.</summary>
internal static class ActionCompiler
{
    public static VerbResult Compile(DocumentScope document, StepSite site, string uses)
    {
        var with = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
        var path = ActionPath.Join(document.Folder, uses);
        if (Find(document, site, path) is not { } source || Read(document, source) is not { } parts)
        {
            return new(null, TypeShape.Any, site.Flow);
        }

        document.Context.Insight?.Files[site.Value("uses")!] = source;
        document.State.OpenActions.Add(path);
        var action = CompileAction(document.State, parts.Context, parts.Root, ActionPath.FolderOf(path));
        document.State.OpenActions.RemoveAt(document.State.OpenActions.Count - 1);

        var key = site.Step.Find("with")?.Key ?? site.Key("uses");
        if (!site.HasMisspeltArguments)
        {
            document.Arguments.CheckAll(with, InputShapes.Of(action.Inputs), key, $"the action '{uses}'", "input");
        }

        var node = new ActionNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Path = uses,
            With = with.Template,
            Inputs = action.Inputs,
            Outputs = action.Outputs,
            BodyScope = action.Scope,
            Body = action.Body,
        };
        return new(node, LeafCompiler.Declared(document, site, action.OutputShape ?? TypeShape.AnyObject), site.Flow);
    }

    /// <summary>Compiles the document of an action.</summary>
    /// <param name="state">What the documents of the definition share.</param>
    /// <param name="context">What the checks of the action's file share.</param>
    /// <param name="root">The document, its grammar checked.</param>
    /// <param name="folder">The folder of its file, from the workflow's folder.</param>
    public static CompiledAction CompileAction(
        CompileState state,
        CheckContext context,
        YamlMapping root,
        string folder)
    {
        var types = new TypeReader(context);
        var declared = types.Outputs(root.Find("outputs")?.Value);
        var document = new DocumentScope(state, context, folder) { Outputs = declared, Noun = "the action" };
        document.Index.Add(root.Find("steps")?.Value, null, "steps");
        var inputs = types.Inputs(root.Find("inputs")?.Value).ToList();
        var names = NameScope.Empty
            .With("inputs", InputShapes.Of(inputs).OpenIfBroken(context, root, DocumentGrammar.Action, "inputs"))
            .With("vars", document.Variables)
            .With("run", StepShapes.Run)
            .With("workflow", StepShapes.Workflow);
        var scope = state.NewScope(-1);
        var (body, end) = new StepCompiler(document).Steps(
            root.Find("steps")?.Value,
            Flow.Start,
            new Frame(scope, names));
        var outputs = OutputReader.Read(document, root.Find("outputs")?.Value, declared, document.At(names, end, null));
        return new([.. inputs], [.. outputs], declared, scope.Index, body);
    }

    private static SourceText? Find(DocumentScope document, StepSite site, string path)
    {
        var state = document.State;
        var node = site.Value("uses")!;
        if (state.OpenActions.Contains(path))
        {
            var circle = string.Join(
                " uses ",
                state.OpenActions.SkipWhile(open => open != path).Append(path).Select(one => $"'{one}'"));
            document.Context.Error(
                node,
                "ARCH2112",
                $"The actions go round in a circle: {circle}.",
                "Use a workflow with 'call' if it must call itself.");
            return null;
        }

        if (state.OpenActions.Count >= CompileState.DeepestAction || state.Nodes.Count > CompileState.MostSteps)
        {
            document.Context.Error(
                node,
                "ARCH2112",
                $"Actions are nested deeper than {CompileState.DeepestAction} levels, or make too many steps.",
                "Use a workflow with 'call'.");
            return null;
        }

        if (!state.ActionSources.TryGetValue(path, out var source))
        {
            var file = state.Actions.Read(state.Source.File, path);
            source = file.Source;
            if (source is null)
            {
                ReportUnread(document, node, path, file.Refusal);
                return null;
            }

            state.ActionSources.Add(path, source);
        }

        return source;
    }

    private static void ReportUnread(DocumentScope document, YamlNode node, string path, string? refusal)
    {
        if (refusal is null)
        {
            document.Context.Error(
                node,
                "ARCH2112",
                $"There is no action file '{path}' beside the workflow.",
                "Actions are found from the folder of the file that uses them; '.yaml' may be left out.");
        }
        else
        {
            document.Context.Error(
                node,
                "ARCH2114",
                $"The action file '{path}' {refusal}.",
                "Keep the action in the project's folder, where it can be read and is versioned with the workflow.");
        }
    }

    private static (CheckContext Context, YamlMapping Root)? Read(DocumentScope document, SourceText source)
    {
        var file = YamlReader.Read(source, document.State.Diagnostics);
        var context = new CheckContext(file.Map, document.State.Diagnostics);
        var root = file.Documents.OfType<YamlMapping>().FirstOrDefault(one => DocumentKind.Of(one) == "action");
        if (root is null)
        {
            if (file.Documents.Length > 0)
            {
                context.Error(
                    file.Documents[0],
                    "ARCH2112",
                    "The file is used as an action, but holds no document with 'kind: action'.",
                    "Add 'kind: action', or use a workflow with 'call'.");
            }

            return null;
        }

        new GrammarCheck(context, warnsOfLater: true).CheckKeys(root, DocumentGrammar.Action, "the action");
        document.State.NotExecutable.AddRange(context.NotExecutable);
        return (context, root);
    }
}
