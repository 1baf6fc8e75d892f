using System.Collections.Immutable;

namespace Arch.Workflows.Grammar;

/// <summary>One of several forms that differ in their kind of node: scalar, list or mapping.</summary>
/// <param name="Forms">The forms.</param>
internal sealed record EitherRule(ImmutableArray<ValueRule> Forms) : ValueRule
{
    public override string Form => string.Join(" or ", Forms.Select(form => form.Form));
}
