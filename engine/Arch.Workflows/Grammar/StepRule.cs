namespace Arch.Workflows.Grammar;

/// <summary>A step.</summary>
/// <param name="IsInGraph">Whether it stands directly in a <c>graph</c>, so that it may have <c>needs</c>.</param>
internal sealed record StepRule(bool IsInGraph) : ValueRule
{
    public override string Form => StepGrammar.Steps.Form;
}
