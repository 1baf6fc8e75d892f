using System.Text.Json;
using Arch.Workflows.Definitions;

namespace Simulation.Oracle;

/// <summary>A step under way, as the oracle knows it; number 0 is the run itself.</summary>
internal sealed class BookStep(int id, StepNode? node, BookLane? lane)
{
    public int Id { get; } = id;

    public StepNode? Node { get; set; } = node;

    public BookLane? Lane { get; } = lane;

    public int Attempt { get; set; }

    public bool IsAttempting { get; set; }

    public bool IsRetrying { get; set; }

    /// <summary>Gets or sets the status with which it is ending.</summary>
    public string? Unwinding { get; set; }

    public bool MustCompensate { get; set; }

    public bool HasFailedBody { get; set; }

    public bool HasBegun { get; set; }

    public bool HasOpenedFinally { get; set; }

    public bool HasClosedFinally { get; set; }

    public bool HasChild { get; set; }

    public bool IsEscalated { get; set; }

    public DateTimeOffset? TimeoutAt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public string? CacheKey { get; set; }

    public JsonElement Input { get; set; }

    public List<BookLane> Lanes { get; } = [];

    /// <summary>Gets which blocks this attempt has begun.</summary>
    public HashSet<(string Role, int Key)> Opened { get; } = [];

    /// <summary>Gets how the branches of this attempt ended.</summary>
    public List<string> Branches { get; } = [];

    public List<Done> Completed { get; } = [];

    /// <summary>Gets or sets which parts of a wait are met.</summary>
    public bool[] Met { get; set; } = [];

    public List<(string Key, int Limit)> Keys { get; set; } = [];

    public int Granted { get; set; }

    public bool IsQueued => Granted < Keys.Count;

    /// <summary>Gets whether it waits for something from outside.</summary>
    public bool IsListening => Attempt > 0 && !IsAttempting && !IsRetrying && Unwinding is null
        && (Node is WaitNode or HumanNode || (Node is CallNode && HasChild));

    public override string ToString() => Node is null ? "the run itself" : $"step '{Node.Id}' ({Id}.{Attempt})";
}
