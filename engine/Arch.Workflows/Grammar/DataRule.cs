namespace Arch.Workflows.Grammar;

/// <summary>Any data.</summary>
/// <param name="AllowsExpressions">Whether <c>${{ }}</c> may stand in it.</param>
internal sealed record DataRule(bool AllowsExpressions) : ValueRule
{
    public override string Form => "a value";
}
