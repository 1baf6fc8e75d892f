using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;

namespace Benchmarks;

/// <summary>The real engine, compiler and expressions over a store, with one step type that does nothing.</summary>
internal sealed class BenchEngine : IStepExecutor, IStepCatalog, IDefinitionSource, IAsyncDisposable
{
    private const string Nothing = "bench.nothing";

    private static readonly ReadOnlyMemory<byte> NoOutputs = "{}"u8.ToArray();
    private static readonly Value Manual = Value.From(ValueObject.Of(("kind", Value.From("manual"))));
    private static readonly ValueObject Inputs = ValueObject.Of(("amount", Value.From(3)));

    private readonly WorkflowCompiler _compiler;

    public BenchEngine(IJournalStore store, TimeProvider? time = null, IRunObserver? observer = null)
    {
        _compiler = new WorkflowCompiler(new JavaScriptLanguage(), this, NoWorkflows.Value, NoActions.Value);
        Engine = new WorkflowEngine(new EngineOptions
        {
            Store = store,
            Executor = this,
            Definitions = this,
            Observer = observer,
            Time = time ?? TimeProvider.System,
        });
    }

    public WorkflowEngine Engine { get; }

    public IReadOnlyCollection<string> Names => [Nothing];

    public WorkflowDefinition Compile(string yaml)
    {
        var compilation = _compiler.Compile(new SourceText("bench.yaml", yaml));
        return compilation.Definition
            ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics.Concat(compilation.NotExecutable)));
    }

    /// <summary>Starts a run and waits for its end, which must be a good one.</summary>
    public async Task<Value> RunAsync(WorkflowDefinition definition)
    {
        var run = await Engine.RunAsync(definition, Inputs, Manual);
        return run.Status == RunStatus.Succeeded
            ? run.Outputs
            : throw new InvalidOperationException($"Run {run.RunId} ended as {run.Status}: {run.Error?.Message}");
    }

    public Task<RunId> StartAsync(WorkflowDefinition definition) => Engine.StartAsync(definition, Inputs, Manual);

    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(NoOutputs);

    public StepType? Find(string name, int? version) =>
        name == Nothing ? new StepType { Name = name, PluginId = "bench" } : null;

    public WorkflowDefinition Resolve(string fullName, string? version) =>
        throw new NotSupportedException($"No benchmark calls workflows; '{fullName}' was called.");

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => _compiler.Restore(sources);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
