namespace Arch.Workflows.Grammar;

/// <summary>A mapping with names of the author's choice.</summary>
/// <param name="Values">What its values are.</param>
internal sealed record MapRule(ValueRule Values) : ValueRule
{
    /// <summary>Gets whether the names must be identifiers of the language, rather than any text.</summary>
    public bool HasNames { get; init; } = true;

    /// <summary>Gets how many entries it must have.</summary>
    public int AtLeast { get; init; }

    /// <summary>Gets what an entry is called in messages.</summary>
    public string Noun { get; init; } = "name";

    /// <summary>Gets whether messages call an entry by its noun alone, as in "trigger 'x'", because no other map has such.</summary>
    public bool IsCalledByNoun { get; init; }

    public override string Form => AtLeast > 1 ? $"a mapping of at least {AtLeast} {Nouns}" : $"a mapping of {Nouns}";

    private string Nouns =>
        Noun.EndsWith('y') ? Noun[..^1] + "ies" : Noun.EndsWith("ch", StringComparison.Ordinal) ? Noun + "es" : Noun + "s";
}
