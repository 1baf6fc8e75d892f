namespace Arch.Workflows.Grammar;

/// <summary>A JavaScript expression, bare or wholly in <c>${{ }}</c>.</summary>
/// <param name="IsCondition">Whether it must give a boolean.</param>
internal sealed record ExpressionRule(bool IsCondition) : ValueRule
{
    public override string Form =>
        IsCondition ? "a condition such as inputs.total > 1000" : "an expression such as inputs.items";
}
