using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>The ownership of a run.</summary>
/// <param name="Summary">The run.</param>
/// <param name="Epoch">The number of the ownership, higher than all before.</param>
public sealed record RunClaim(RunSummary Summary, long Epoch)
{
    /// <summary>How often in a row a run's owner may die without a commit of the run in between, before the run is parked.</summary>
    public const int MostCrashes = 5;

    /// <summary>
    /// Gets whether an owner had died already before the one it was taken from, without a commit of the run in between, so that it
    /// may be the run that ends processes.
    /// </summary>
    public bool IsSuspect { get; init; }

    /// <summary>Gives the reason for which a run is parked whose owners keep dying.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The reason.</returns>
    public static StepError Poisoned(RunId runId) => new()
    {
        Kind = StepErrorKinds.Plugin,
        Code = "ARCH3209",
        Message = $"The hosts that worked on run '{runId}' died {MostCrashes} times in a row before they could record anything of it, so one of its steps probably ends the process. Correct the step, then go on with 'arch runs resume {runId}'.",
    };
}
