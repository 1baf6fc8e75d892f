using Arch.Workflows.Definitions;

namespace Simulation.Oracle;

/// <summary>A block of steps under way, as the oracle knows it.</summary>
internal sealed class BookLane(int id, BookStep owner, string role, int key)
{
    public int Id { get; } = id;

    public BookStep Owner { get; } = owner;

    public string Role { get; } = role;

    public int Key { get; } = key;

    public BookStep? Current { get; set; }

    /// <summary>Gets the steps that have begun in it, in order.</summary>
    public List<StepNode> Begun { get; } = [];

    /// <summary>Gets whether it began while its owner was ending.</summary>
    public bool IsAfter { get; } = owner.Unwinding is not null;

    /// <summary>Gets or sets whether a step of it ended so that no other follows.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Gets the completed step that it undoes.</summary>
    public Done? Undoes { get; init; }

    /// <summary>Gets the completed step that it, or a lane around it, undoes.</summary>
    public Done? UndoesAround
    {
        get
        {
            for (var at = this; at is not null; at = at.Owner.Lane)
            {
                if (at.Undoes is { } undone)
                {
                    return undone;
                }
            }

            return null;
        }
    }

    /// <summary>Finds who undoes what completes in it; <see langword="null"/> when nobody does.</summary>
    public BookStep? Scope(BookStep root)
    {
        for (var at = this; at is not null; at = at.Owner.Lane)
        {
            if (at.Role == "Compensation")
            {
                return null;
            }

            if (at is { Role: "Body", Owner.Node: TryNode { Rollback: true } })
            {
                return at.Owner;
            }
        }

        return root;
    }
}
