using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>The results of the steps of one scope: of the run, of one iteration of a loop, or of one use of an action.</summary>
internal sealed class Frame(int scope, int slots, Frame? parent)
{
    public int Scope { get; } = scope;

    /// <summary>Gets the frame around it whose results are visible too.</summary>
    public Frame? Parent { get; } = parent;

    /// <summary>Gets the results by slot; <see langword="null"/> for a step that has not ended or was skipped.</summary>
    public StepResult?[] Results { get; } = slots == 0 ? [] : new StepResult?[slots];

    /// <summary>Gets or sets the inputs of an action; undefined elsewhere.</summary>
    public Value Inputs { get; set; }

    public string? ItemName { get; set; }

    public Value Item { get; set; }

    public string? IndexName { get; set; }

    public int Index { get; set; }

    /// <summary>Copies the frame as it is now; those around it are shared.</summary>
    public Frame Copy()
    {
        var copy = new Frame(Scope, Results.Length, Parent)
        {
            Inputs = Inputs,
            ItemName = ItemName,
            Item = Item,
            IndexName = IndexName,
            Index = Index,
        };
        Results.CopyTo(copy.Results, 0);
        return copy;
    }
}
