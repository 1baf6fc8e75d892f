namespace Arch.Workflows.Grammar;

/// <summary>A list.</summary>
/// <param name="Items">What its items are.</param>
/// <param name="AtLeast">How many it must have.</param>
internal sealed record ListRule(ValueRule Items, int AtLeast = 0) : ValueRule
{
    public override string Form => Items switch
    {
        StepRule => "a list of steps",
        _ when AtLeast > 0 => "a list that is not empty",
        _ => "a list",
    };
}
