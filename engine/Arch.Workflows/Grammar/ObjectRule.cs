namespace Arch.Workflows.Grammar;

/// <summary>A mapping with known keys.</summary>
/// <param name="Find">Gives the keys; a function because types and steps contain themselves.</param>
internal sealed record ObjectRule(Func<KeySet> Find) : ValueRule
{
    public override string Form => Keys.Form;

    public KeySet Keys => Find();
}
