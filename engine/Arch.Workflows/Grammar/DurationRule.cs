using Arch.Workflows.Durations;

namespace Arch.Workflows.Grammar;

/// <summary>A length of time.</summary>
/// <param name="AllowsExpressions">Whether <c>${{ }}</c> may give it.</param>
/// <param name="IsPositive">Whether it must be more than nothing.</param>
internal sealed record DurationRule(bool AllowsExpressions = false, bool IsPositive = false) : ValueRule
{
    public override string Form => IsPositive ? DurationText.Form + ", and more than 0" : DurationText.Form;
}
