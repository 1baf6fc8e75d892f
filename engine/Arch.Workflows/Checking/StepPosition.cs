namespace Arch.Workflows.Checking;

/// <summary>Where a step stands in its document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verb">Its verb; empty when it cannot be told.</param>
/// <param name="Parent">The step around it; <see langword="null"/> for one of the document itself.</param>
/// <param name="Region">The part of the parent, such as the name of a branch.</param>
internal sealed record StepPosition(string Id, string Verb, StepPosition? Parent, string Region)
{
    public bool IsLoop => Verb is "for" or "repeat";

    public IEnumerable<StepPosition> SelfAndParents()
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}
