using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Compiles the workflows that a test is about: the one that it names, and those that are called.</summary>
internal sealed class TestedWorkflows(CompileState state)
{
    private readonly Dictionary<string, WorkflowDefinition?> _called = new(StringComparer.Ordinal);

    /// <summary>Finds a workflow that is called.</summary>
    /// <returns>The definition; <see langword="null"/> when there is none, which is said where it is called.</returns>
    public WorkflowDefinition? FindCalled(string fullName)
    {
        if (!_called.TryGetValue(fullName, out var definition))
        {
            definition = state.Workflows.Find(fullName) is { } source ? Compile(source).Definition : null;
            _called.Add(fullName, definition);
        }

        return definition;
    }

    /// <summary>Finds the workflow that is tested, or says what is wrong with it.</summary>
    public WorkflowDefinition? FindTested(CheckContext context, YamlNode named, string name)
    {
        var isFile = name.StartsWith('.');
        var source = isFile
            ? state.Actions.Read(state.Source.File, ActionPath.Join("", name)).Source
            : state.Workflows.Find(name) ?? FindBeside(name);
        if (source is null)
        {
            context.Refuse(
                named,
                "ARCH7001",
                isFile ? $"there is no workflow file '{name}'." : $"there is no workflow '{name}'.",
                Remedy(name, isFile));
            return null;
        }

        var compilation = Compile(source);
        if (compilation.Definition is null)
        {
            var reason = compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Concat(compilation.NotExecutable)
                .FirstOrDefault();
            context.Refuse(
                named,
                "ARCH7002",
                reason is null ? $"the file '{source.File}' holds no workflow." : $"the workflow '{name}' cannot be run: {reason}",
                $"Put '{source.File}' right first; 'arch validate' says everything that is wrong with it.");
        }

        return compilation.Definition;
    }

    // A test may stand in the file of its workflow.
    private SourceText? FindBeside(string name) => Compile(state.Source).FullName == name ? state.Source : null;

    private WorkflowCompilation Compile(SourceText source) => FileCompiler.Compile(
        new CompileState(source, state.Language, state.Steps, state.Workflows, state.Actions, isRestoring: false) { SkipsTests = true });

    private string Remedy(string name, bool isFile)
    {
        if (isFile)
        {
            return "The path counts from the folder of this file, such as './orders.yaml'.";
        }

        if (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal))
        {
            return $"Write './{name}' to name a file.";
        }

        return Suggestions.Closest(name, state.Workflows.Names) is { } closest
            ? $"Did you mean '{closest}'?"
            : "Give its namespace and id, such as 'shop.orders', or its file, such as './orders.yaml'.";
    }
}
