using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>Keeps the outputs of a step for later runs.</summary>
public sealed record CachePolicy
{
    /// <summary>Gets what the outputs are kept under, within the workflow and step.</summary>
    public required Template Key { get; init; }

    /// <summary>Gets how long they are kept.</summary>
    /// <value>1 day unless set.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(1);
}
