namespace Arch.Workflows.Grammar;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record FlagRule : ValueRule
{
    public override string Form => "true or false";
}
