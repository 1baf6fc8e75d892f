using Arch.Engine.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary>What an operation is for: one run that is named, or all that a filter means.</summary>
internal sealed record RunTarget
{
    /// <summary>Gets the run that is named; <see langword="null"/> when a filter says which.</summary>
    public RunId? RunId { get; init; }

    /// <summary>Gets which runs are meant when none is named.</summary>
    public RunFilter Filter { get; init; } = new();
}
