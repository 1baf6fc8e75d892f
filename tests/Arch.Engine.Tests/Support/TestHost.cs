using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Engine.Verification;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Engine.Tests.Support;

/// <summary>The real engine, compiler and expressions over a clock and step types that the test controls.</summary>
internal sealed class TestHost : IStepExecutor, IStepCatalog, IWorkflowCatalog, IDefinitionSource, IEventPublisher, IRunObserver, IAsyncDisposable
{
    private readonly WorkflowCompiler _compiler;
    private readonly Dictionary<string, string> _workflows = [];

    private readonly IRunIndex? _index;

    public TestHost(
        IJournalStore? store = null,
        FakeTimeProvider? time = null,
        IRunIndex? index = null,
        Func<EngineOptions, EngineOptions>? change = null)
    {
        _index = index;
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        Store = store ?? new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        _compiler = new WorkflowCompiler(new JavaScriptLanguage(), this, this, NoActions.Value);
        var options = new EngineOptions
        {
            Store = Store,
            Executor = this,
            Definitions = this,
            Events = this,
            Observer = this,
            Time = Time,
        };
        Engine = new WorkflowEngine(change?.Invoke(options) ?? options);
    }

    /// <summary>Gets whether the store forgets journals, so that there is nothing to look at in the end.</summary>
    public bool IsForgetful { get; init; }

    public FakeTimeProvider Time { get; }

    public IJournalStore Store { get; }

    public IRunIndex Index => _index ?? (IRunIndex)Store;

    /// <summary>Gets or sets what is told of each invocation, before it is carried out.</summary>
    public Action<StepInvocation>? OnInvoke { get; set; }

    public WorkflowEngine Engine { get; }

    public ConcurrentQueue<StepInvocation> Invocations { get; } = [];

    public ConcurrentQueue<StepProgress> Progress { get; } = [];

    public ConcurrentQueue<ArchException> Troubles { get; } = [];

    public ConcurrentQueue<RunWarning> Warnings { get; } = [];

    public ConcurrentQueue<(string Subject, string Data)> Events { get; } = [];

    /// <summary>Gets what <c>test.do</c> does, by step id; others give their input back.</summary>
    public Dictionary<string, Func<StepInvocation, CancellationToken, Task<string>>> Steps { get; } = [];

    public IReadOnlyCollection<string> Names => ["test.do"];

    IReadOnlyCollection<string> IWorkflowCatalog.Names => _workflows.Keys;

    public void Add(string fullName, string yaml) => _workflows[fullName] = yaml;

    public WorkflowDefinition Compile(string yaml)
    {
        var compilation = _compiler.Compile(new SourceText("test.yaml", yaml));
        return compilation.Definition
            ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics.Concat(compilation.NotExecutable)));
    }

    public async Task<RunId> StartAsync(string steps, string inputs = "{}")
    {
        var yaml = steps.StartsWith("arch:", StringComparison.Ordinal)
            ? steps
            : "arch: 1\nid: t\nnamespace: test\n" + steps;
        var definition = Compile(yaml);
        var binding = Workflows.Inputs.InputBinder.Bind(definition.Inputs, ValueJson.Parse(inputs));
        binding.Problems.ShouldBeEmpty();
        binding.Inputs.TryGetObject(out var given);
        return await Engine.StartAsync(definition, given!, Value.From(ValueObject.Of(("kind", Value.From("manual")))));
    }

    public async Task<RunSummary> RunAsync(string steps, string inputs = "{}") =>
        await Engine.WaitAsync(await StartAsync(steps, inputs), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Starts a run and waits until it only waits.</summary>
    public async Task<RunId> ParkAsync(string steps, string inputs = "{}")
    {
        var id = await StartAsync(steps, inputs);
        (await Engine.WaitAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken)).Status.ShouldBe(RunStatus.Waiting);
        return id;
    }

    /// <summary>Waits for the end of a run.</summary>
    public Task<RunSummary> EndAsync(RunId id) => Engine.WaitAsync(id, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs to the end, letting time pass whenever the run only waits for it.</summary>
    public async Task<RunSummary> RunThroughTimeAsync(string steps, string inputs = "{}")
    {
        var id = await StartAsync(steps, inputs);
        while (true)
        {
            var ended = Engine.WaitAsync(id, cancellationToken: TestContext.Current.CancellationToken);
            while (!ended.IsCompleted)
            {
                Time.Advance(TimeSpan.FromMilliseconds(500));
                await Task.WhenAny(ended, Task.Delay(1, TestContext.Current.CancellationToken));
            }

            return await ended;
        }
    }

    /// <summary>Waits until something holds that another thread brings about.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks until the answer is as it should be.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> holds)
    {
        while (true)
        {
            var answer = await ask();
            if (holds(answer))
            {
                return answer;
            }

            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public string Path() => string.Join(
        ' ',
        Progress.Where(p => p.Change is StepChange.Succeeded or StepChange.Failed or StepChange.Skipped or StepChange.Cancelled)
            .Select(p => p.StepPath + Mark(p.Change)));

    public async ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        Invocations.Enqueue(invocation);
        OnInvoke?.Invoke(invocation);
        var json = Steps.TryGetValue(invocation.Node.Id, out var step)
            ? await step(invocation, cancellationToken)
            : ValueJson.ToJson(invocation.Input);
        return System.Text.Encoding.UTF8.GetBytes(json);
    }

    public StepType? Find(string name, int? version) => name == "test.do"
        ? new StepType { Name = name, PluginId = "test", Input = TypeShape.AnyObject, Output = TypeShape.AnyObject }
        : null;

    public SourceText? Find(string fullName) =>
        _workflows.TryGetValue(fullName, out var yaml) ? new SourceText(fullName + ".yaml", yaml) : null;

    public WorkflowDefinition Resolve(string fullName, string? version) => Compile(_workflows[fullName]);

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => _compiler.Restore(sources);

    public ValueTask PublishAsync(BusEvent message)
    {
        Events.Enqueue((message.Subject, ValueJson.ToJson(message.Data)));
        return ValueTask.CompletedTask;
    }

    public void OnProgress(StepProgress progress) => Progress.Enqueue(progress);

    public void OnWarning(RunWarning warning) => Warnings.Enqueue(warning);

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => Troubles.Enqueue(exception);

    /// <summary>Stops the engine, and looks whether all that it left in the store agrees.</summary>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        if (IsForgetful)
        {
            return;
        }

        var report = await new StoreVerifier(Store, Index, this, Time).VerifyAsync();

        // An engine that is stopped leaves events to the next one.
        report.Violations.Where(violation => violation.Invariant != "I7").ShouldBeEmpty();
    }

    public static StepException Fault(string code = "boom", bool retryable = false, int? status = null) =>
        new(code, $"It went {code}.") { Retryable = retryable, Status = status, Details = new JsonObject { ["why"] = "test" } };

    private static string Mark(StepChange change) => change switch
    {
        StepChange.Failed => "!",
        StepChange.Skipped => "-",
        StepChange.Cancelled => "x",
        _ => "",
    };
}
