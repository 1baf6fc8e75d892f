namespace Arch.Engine.Core;

/// <summary>What is around a step that is under way.</summary>
internal static class RunAncestry
{
    /// <summary>Lists the activations around a lane, from the inside out; the last is the run itself.</summary>
    public static IEnumerable<Activation> Around(Lane? lane)
    {
        for (var at = lane; at is not null; at = at.Owner.Lane)
        {
            yield return at.Owner;
        }
    }

    /// <summary>Lists an activation and those around it, from the inside out.</summary>
    public static IEnumerable<Activation> From(Activation activation) => Around(activation.Lane).Prepend(activation);
}
