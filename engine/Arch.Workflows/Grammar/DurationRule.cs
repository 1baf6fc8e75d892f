using Arch.Workflows.Durations;

namespace Arch.Workflows.Grammar;

/// <summary>A length of time.</summary>
/// <param name="AllowsExpressions">Whether <c>${{ }}</c> may give it.</param>
internal sealed record DurationRule(bool AllowsExpressions = false) : ValueRule
{
    public override string Form => DurationText.Form;
}
