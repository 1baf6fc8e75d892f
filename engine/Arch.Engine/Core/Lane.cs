using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>A block of steps under way: it runs one step after the other.</summary>
internal sealed class Lane(int id, Activation owner, LaneRole role, int key, Block block, Frame frame)
{
    public int Id { get; } = id;

    public Activation Owner { get; } = owner;

    public LaneRole Role { get; } = role;

    public int Key { get; } = key;

    public Block Block { get; private set; } = block;

    public Frame Frame { get; private set; } = frame;

    /// <summary>Gets the error that a handler handles.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets the completed step that it undoes; <see langword="null"/> for all other lanes.</summary>
    public CompletedStep? Undoes { get; init; }

    /// <summary>Gets whether it began because its owner ends, so that the end of the owner does not stop it.</summary>
    public bool IsAfterUnwinding { get; init; }

    /// <summary>Gets or sets its place among the lanes of its owner; from there it is taken out without a search.</summary>
    public LinkedListNode<Lane>? Place { get; set; }

    /// <summary>Gets or sets the place of the next step in the block.</summary>
    public int Cursor { get; set; }

    /// <summary>Gets or sets the step under way; <see langword="null"/> when the lane can go on at once.</summary>
    public Activation? Current { get; set; }

    /// <summary>Gets or sets how the last step ended when that ends the lane too.</summary>
    public Outcome? Ending { get; set; }

    /// <summary>Goes on as the counterpart of its block in another version of the workflow.</summary>
    public void MoveTo(Block block, Frame frame) => (Block, Frame) = (block, frame);
}
