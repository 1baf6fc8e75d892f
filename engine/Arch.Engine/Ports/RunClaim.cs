using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>The ownership of a run.</summary>
/// <param name="Summary">The run.</param>
/// <param name="Epoch">The number of the ownership, higher than all before.</param>
public sealed record RunClaim(RunSummary Summary, long Epoch);
