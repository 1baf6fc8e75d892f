using System.Collections.Concurrent;
using Arch.Engine.Ports;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;

namespace CrashHost.Load;

/// <summary>The workloads, compiled by the real compiler.</summary>
internal sealed class Definitions : IStepCatalog, IWorkflowCatalog, IDefinitionSource
{
    private readonly WorkflowCompiler _compiler;
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _known = new(StringComparer.Ordinal);

    public Definitions() => _compiler = new WorkflowCompiler(new JavaScriptLanguage(), this, this, NoActions.Value);

    public IReadOnlyCollection<string> Names => ["sink.put", "sink.hang", "sink.block", "sink.die", "sink.deep"];

    IReadOnlyCollection<string> IWorkflowCatalog.Names => [Workloads.Child];

    public WorkflowDefinition Of(string kind) => _known.GetOrAdd(kind, static (name, compiler) =>
    {
        var compilation = compiler.Compile(new SourceText(name + ".yaml", Workloads.Yaml(name)));
        return compilation.Definition
            ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics.Concat(compilation.NotExecutable)));
    }, _compiler);

    public StepType? Find(string name, int? version) => Names.Contains(name)
        ? new StepType { Name = name, PluginId = "sink", Input = TypeShape.AnyObject, Output = TypeShape.AnyObject }
        : null;

    public SourceText? Find(string fullName) =>
        fullName == Workloads.Child ? new SourceText("child.yaml", Workloads.Yaml("child")) : null;

    public WorkflowDefinition Resolve(string fullName, string? version) => Of(fullName["load.".Length..]);

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => _compiler.Restore(sources);
}
