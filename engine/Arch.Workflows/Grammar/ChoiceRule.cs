using System.Collections.Immutable;

namespace Arch.Workflows.Grammar;

/// <summary>One of some words.</summary>
/// <param name="Words">The words.</param>
internal sealed record ChoiceRule(ImmutableArray<string> Words) : ValueRule
{
    public override string Form =>
        Words.Length == 1 ? $"'{Words[0]}'" : $"one of {string.Join(", ", Words.Select(word => $"'{word}'"))}";
}
