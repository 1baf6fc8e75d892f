using System.Collections.Concurrent;
using System.Text;
using Arch.Engine.Ports;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;

namespace Arch.Testing.Tests.Support;

/// <summary>Compiles and runs tests of workflows that are only text.</summary>
internal sealed class Bench : IStepCatalog, IWorkflowCatalog, IActionFiles, IDefinitionSource, ITestSteps
{
    private const string Head = "arch: 1\nkind: test\nworkflow: test.main\n";

    private readonly Dictionary<string, string> _workflows = [];
    private readonly WorkflowCompiler _compiler;

    public Bench(string main)
    {
        _compiler = new WorkflowCompiler(new JavaScriptLanguage(), this, this, this);
        With("test.main", main);
    }

    public ConcurrentQueue<string> ReallyRun { get; } = [];

    public Dictionary<string, string> Actions { get; } = [];

    /// <summary>Gets or sets what <c>test.do</c> really does.</summary>
    public Func<StepInvocation, bool, Task<string>> Really { get; set; } = (invocation, _) => Task.FromResult(ValueJson.ToJson(invocation.Input));

    IReadOnlyCollection<string> IStepCatalog.Names => ["test.do", "test.pure"];

    IReadOnlyCollection<string> IWorkflowCatalog.Names => _workflows.Keys;

    public Bench With(string fullName, string yaml)
    {
        var dot = fullName.LastIndexOf('.');
        _workflows[fullName] = $"arch: 1\nid: {fullName[(dot + 1)..]}\nnamespace: {fullName[..dot]}\n{yaml}";
        return this;
    }

    public WorkflowCompilation Compile(string test) =>
        _compiler.Compile(new SourceText("main.test.yaml", test.StartsWith("arch:", StringComparison.Ordinal) ? test : Head + test));

    /// <summary>Runs all cases.</summary>
    public async Task<IReadOnlyList<CaseResult>> RunAsync(string test, string? snapshots = "{}")
    {
        var compilation = Compile(test);
        compilation.Diagnostics.ShouldBeEmpty();
        var suite = compilation.Tests.ShouldHaveSingleItem();
        var runner = new TestRunner(this, this);
        var results = new List<CaseResult>();
        foreach (var one in suite.Cases)
        {
            var known = snapshots is null ? Value.Undefined : ValueJson.Parse(snapshots);
            results.Add(await runner.RunAsync(suite, one, known, TestContext.Current.CancellationToken));
        }

        return results;
    }

    /// <summary>Runs one case, given without its name.</summary>
    public async Task<CaseResult> CaseAsync(string test, string? snapshots = "{}") =>
        (await RunAsync("cases:\n  - name: it\n" + Indent(test), snapshots)).ShouldHaveSingleItem();

    /// <summary>Runs one case that must pass.</summary>
    public async Task<CaseResult> PassAsync(string test)
    {
        var result = await CaseAsync(test);
        result.Findings.Select(finding => finding.ToString()).ShouldBeEmpty();
        return result;
    }

    /// <summary>Runs one case that must fail once.</summary>
    public async Task<Arch.Testing.Comparing.Finding> FailAsync(string test) => (await CaseAsync(test)).Findings.ShouldHaveSingleItem();

    public StepType? Find(string name, int? version) => name is "test.do" or "test.pure"
        ? new StepType
        {
            Name = name,
            PluginId = "test",
            Input = TypeShape.AnyObject,
            Output = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>
            {
                ["n"] = new(TypeShape.Number),
                ["text"] = new(TypeShape.String),
                ["data"] = new(TypeShape.Any),
            }),
        }
        : null;

    public SourceText? Find(string fullName) =>
        _workflows.TryGetValue(fullName, out var yaml) ? new SourceText(fullName + ".yaml", yaml) : null;

    public ActionFile Read(string workflowFile, string path) =>
        Actions.TryGetValue(path, out var text) ? new ActionFile(new SourceText(path, text)) : ActionFile.Missing;

    public WorkflowDefinition Resolve(string fullName, string? version) =>
        _compiler.Compile(Find(fullName)!).Definition ?? throw new ArchException("ARCH6005", $"No workflow '{fullName}'.");

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => _compiler.Restore(sources);

    public bool MayRun(UsesNode step) => step.StepType == "test.pure";

    public async ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(
        StepInvocation invocation,
        bool isAllowed,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ReallyRun.Enqueue(invocation.StepPath);
        return Encoding.UTF8.GetBytes(await Really(invocation, isAllowed));
    }

    private static string Indent(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + line)) + "\n";
}
