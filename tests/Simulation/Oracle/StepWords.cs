namespace Simulation.Oracle;

/// <summary>What a step says.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verb">What it does.</param>
/// <param name="Block">The place of the block in which it stands.</param>
/// <param name="At">Where it begins in the text.</param>
/// <param name="Words">What it says, but for the steps in it and what is past once it has begun.</param>
/// <param name="Needs">What it needs in a graph.</param>
internal sealed record StepWords(string Id, string Verb, string Block, int At, string Words, string Needs)
{
    public string Place => Block + "/" + Id;
}
