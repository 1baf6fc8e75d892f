namespace Arch.Workflows.Grammar;

/// <summary>A mapping in which exactly one key, the verb, decides which others may stand.</summary>
/// <param name="Find">Gives the verbs and keys.</param>
internal sealed record VerbRule(Func<VerbSet> Find) : ValueRule
{
    public override string Form => Set.Form;

    public VerbSet Set => Find();
}
