using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation;

/// <summary>What came of a simulation.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Failure">What must not be; <see langword="null"/> when all was well.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Hash">A number that is the same for the same history.</param>
/// <param name="Faults">The faults by kind.</param>
/// <param name="Runs">How many runs began.</param>
/// <param name="Records">How many records became durable.</param>
/// <param name="Effects">How many effects steps had.</param>
/// <param name="Lines">The workflows, and the history when it was kept.</param>
internal sealed record Outcome(
    ulong Seed,
    string? Failure,
    long Steps,
    ulong Hash,
    Faults Faults,
    int Runs,
    long Records,
    int Effects,
    IReadOnlyList<string> Lines)
{
    /// <summary>Says how it ended, and how to see it again.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Failure is null
        ? Invariant($"seed={Seed} step={Steps}: ok")
        : Invariant($"seed={Seed} step={Steps}: {Failure} Replay it with 'tests/simulate --seed {Seed}'.");
}
