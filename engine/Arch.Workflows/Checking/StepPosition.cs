namespace Arch.Workflows.Checking;

/// <summary>Where a step stands in its document.</summary>
/// <param name="id">Its id.</param>
/// <param name="verb">Its verb; empty when it cannot be told.</param>
/// <param name="parent">The step around it; <see langword="null"/> for one of the document itself.</param>
/// <param name="region">The part of the parent, such as the name of a branch.</param>
internal sealed class StepPosition(string id, string verb, StepPosition? parent, string region)
{
    public string Id => id;

    public string Verb => verb;

    public StepPosition? Parent => parent;

    public string Region => region;

    /// <summary>Gets the steps right inside of it.</summary>
    public List<StepPosition> Children { get; } = [];

    public bool IsLoop => Verb is "for" or "repeat";

    /// <summary>Gives the ids of the step and of all in it.</summary>
    public IEnumerable<string> IdsInside()
    {
        var open = new Stack<StepPosition>([this]);
        while (open.TryPop(out var step))
        {
            yield return step.Id;
            foreach (var child in step.Children)
            {
                open.Push(child);
            }
        }
    }

    public IEnumerable<StepPosition> SelfAndParents()
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}
