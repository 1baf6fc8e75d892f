using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Editing;
using Arch.Workflows.Testing;

namespace Arch.Workflows.Compiling;

/// <summary>What the documents that become one definition share: the workflow and the actions it uses.</summary>
internal sealed class CompileState(
    SourceText source,
    IExpressionLanguage language,
    IStepCatalog steps,
    IWorkflowCatalog workflows,
    IActionFiles actions,
    bool isRestoring)
{
    /// <summary>The most steps of a definition, actions counted each time they are used.</summary>
    public const int MostSteps = 20_000;

    /// <summary>The deepest nesting of actions in actions.</summary>
    public const int DeepestAction = 16;

    public SourceText Source => source;

    public IExpressionLanguage Language => language;

    public IStepCatalog Steps => steps;

    public IWorkflowCatalog Workflows => workflows;

    public IActionFiles Actions => actions;

    /// <summary>
    /// Gets whether a definition of a run in flight is made again, so that what is gone from the catalogs is no error.
    /// </summary>
    public bool IsRestoring => isRestoring;

    /// <summary>Gets whether tests in the file are left alone, because the file is compiled for the sake of one.</summary>
    public bool SkipsTests { get; init; }

    /// <summary>Gets where to keep what is found out for editors; <see langword="null"/> when nobody asks.</summary>
    public FileInsight? Insight { get; init; }

    public DiagnosticBag Diagnostics { get; private init; } = new();

    /// <summary>Gets the agent types; <see langword="null"/> when they are not known.</summary>
    public IAgentCatalog? AgentTypes { get; init; }

    /// <summary>Gets the agents of the file.</summary>
    public List<AgentDefinition> Agents { get; private init; } = [];

    /// <summary>Gets the tests of the file.</summary>
    public List<TestSuite> Tests { get; private init; } = [];

    public List<Diagnostic> NotExecutable { get; } = [];

    /// <summary>Gets the steps; <see langword="null"/> where one could not be made.</summary>
    public List<StepNode?> Nodes { get; } = [];

    public List<ScopeBuilder> Scopes { get; } = [];

    /// <summary>
    /// Gets the texts of the actions by their path from the workflow's folder, in the order of their use.
    /// </summary>
    public OrderedDictionary<string, SourceText> ActionSources { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the paths of the actions around the one that is being compiled.</summary>
    public List<string> OpenActions { get; } = [];

    public Dictionary<string, Callee?> Callees { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Gives a state for another document of the same file, which is checked and does not become part of the
    /// definition.
    /// </summary>
    public CompileState ForOtherDocument() => new(source, language, steps, workflows, actions, isRestoring)
    {
        Diagnostics = Diagnostics,
        Tests = Tests,
        Agents = Agents,
        AgentTypes = AgentTypes,
        Insight = Insight,
    };

    public ScopeBuilder NewScope(int parent)
    {
        var scope = new ScopeBuilder(Scopes.Count, parent);
        Scopes.Add(scope);
        return scope;
    }

    public int NewNode()
    {
        Nodes.Add(null);
        return Nodes.Count - 1;
    }
}
