using Arch.Expressions.Language;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Arch.Workflows.Editing;

namespace Arch.Workflows.Compiling;

/// <summary>Makes definitions of files. Keeps nothing between calls; safe to use from many threads.</summary>
public sealed class WorkflowCompiler
{
    private readonly IExpressionLanguage _language;
    private readonly IStepCatalog _steps;
    private readonly IWorkflowCatalog _workflows;
    private readonly IActionFiles _actions;
    private readonly IAgentCatalog? _agents;

    /// <summary>Creates a compiler.</summary>
    /// <param name="language">The language of expressions and scripts.</param>
    /// <param name="steps">The step types that <c>uses:</c> may name.</param>
    /// <param name="workflows">The workflows that <c>call:</c> may name.</param>
    /// <param name="actions">The files that <c>uses: ./path</c> may name.</param>
    /// <param name="agents">The agent types; <see langword="null"/> when they are not known, and not checked.</param>
    public WorkflowCompiler(
        IExpressionLanguage language,
        IStepCatalog steps,
        IWorkflowCatalog workflows,
        IActionFiles actions,
        IAgentCatalog? agents = null)
    {
        _language = language;
        _steps = steps;
        _workflows = workflows;
        _actions = actions;
        _agents = agents;
    }

    internal IExpressionLanguage Language => _language;

    internal IStepCatalog Steps => _steps;

    internal IWorkflowCatalog Workflows => _workflows;

    /// <summary>
    /// Reads, checks and compiles a file. Finds everything that is wrong in one go; never throws for what a file says.
    /// </summary>
    /// <param name="source">
    /// The file. It may hold several documents; the first workflow in it is compiled and all are checked.
    /// </param>
    /// <returns>The definition or the reasons why there is none.</returns>
    public WorkflowCompilation Compile(SourceText source) => Compile(source, insight: null);

    /// <summary>Compiles a file and keeps what editors want to know about it.</summary>
    internal WorkflowCompilation Compile(SourceText source, FileInsight? insight) =>
        FileCompiler.Compile(new CompileState(source, _language, _steps, _workflows, _actions, isRestoring: false) { Insight = insight, AgentTypes = _agents });

    /// <summary>
    /// Makes a definition again of its stored sources alone, for a run that is pinned to it. Step types and workflows
    /// that are gone by
    /// now are no error; the steps that need them fail when they run.
    /// </summary>
    /// <param name="sources">What <see cref="WorkflowDefinition.Sources"/> held.</param>
    /// <returns>The definition, with the same id and the same indices as before.</returns>
    /// <exception cref="ArchException">ARCH3002: the sources cannot be compiled by this version of Arch.</exception>
    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        var state = new CompileState(
            sources[0],
            _language,
            _steps,
            NoWorkflows.Value,
            new StoredActions(sources.Skip(1)),
            isRestoring: true);
        var compilation = FileCompiler.Compile(state);
        if (compilation.Definition is { } definition)
        {
            return definition;
        }

        var reason = compilation.Diagnostics.OrderByDescending(diagnostic => diagnostic.Severity).FirstOrDefault();
        throw new ArchException(
            "ARCH3002",
            $"A stored definition of '{sources[0].File}' cannot be used by this version of Arch: {reason}");
    }
}
