using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>The ownership of a run.</summary>
/// <param name="Summary">The run.</param>
/// <param name="Epoch">The number of the ownership, higher than all before.</param>
public sealed record RunClaim(RunSummary Summary, long Epoch)
{
    /// <summary>How often in a row a run's owner may die without a commit of the run in between, before the run is parked.</summary>
    public const int MostCrashes = 5;
}
