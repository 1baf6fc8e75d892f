using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;

namespace Arch.Workflows.Editing;

/// <summary>
/// What editors ask about workflow files: the language server, the designer and the command line share it. Keeps nothing between
/// calls; safe to use from many threads.
/// </summary>
public sealed class LanguageService
{
    private readonly IExpressionLanguage _language;
    private readonly IStepCatalog _steps;
    private readonly IWorkflowCatalog _workflows;
    private readonly IActionFiles _actions;

    /// <summary>Creates the service.</summary>
    /// <param name="language">The language of expressions and scripts.</param>
    /// <param name="steps">The step types that <c>uses:</c> may name.</param>
    /// <param name="workflows">The workflows that <c>call:</c> may name.</param>
    /// <param name="actions">The files that <c>uses: ./path</c> may name.</param>
    public LanguageService(
        IExpressionLanguage language,
        IStepCatalog steps,
        IWorkflowCatalog workflows,
        IActionFiles actions)
    {
        _language = language;
        _steps = steps;
        _workflows = workflows;
        _actions = actions;
    }

    internal IExpressionLanguage Language => _language;

    internal IStepCatalog Steps => _steps;

    internal IWorkflowCatalog Workflows => _workflows;

    /// <summary>Reads and checks a file, and keeps what editors ask about it.</summary>
    /// <param name="source">The file as the editor holds it.</param>
    /// <returns>The answers; they hold for this text only.</returns>
    public FileAnalysis Analyze(SourceText source)
    {
        var insight = new FileInsight();
        var compilation = FileCompiler.Compile(new CompileState(source, _language, _steps, _workflows, _actions, isRestoring: false)
        {
            Insight = insight,
        });
        return new FileAnalysis(this, source, compilation, insight);
    }
}
