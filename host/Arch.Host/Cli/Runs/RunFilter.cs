using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary>Which runs a command is about.</summary>
internal sealed record RunFilter
{
    public RunStatus? Status { get; init; }

    public string? Workflow { get; init; }

    public RunId? Parent { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets whether it leaves out any run.</summary>
    public bool SaysAnything =>
        Status is not null || Workflow is not null || Parent is not null || Since is not null || Until is not null;

    /// <summary>Makes a query of it.</summary>
    public RunQuery ToQuery(int limit, RunId? after) => new()
    {
        Status = Status,
        Workflow = Workflow,
        Parent = Parent,
        StartedFrom = Since,
        StartedBefore = Until,
        Limit = limit,
        After = after,
    };
}
