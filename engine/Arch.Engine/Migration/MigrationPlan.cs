using System.Collections.Immutable;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Migration;

/// <summary>Whether a run can go on with another version of its workflow.</summary>
/// <param name="RunId">The run.</param>
/// <param name="From">The version that it has.</param>
/// <param name="To">The version that it is to go on with.</param>
/// <param name="Problems">Everything that speaks against it; empty when it is safe.</param>
public sealed record MigrationPlan(RunId RunId, DefinitionId From, DefinitionId To, ImmutableArray<MigrationProblem> Problems)
{
    /// <summary>Gets whether the run has that version already.</summary>
    public bool IsDone => From == To;

    /// <summary>Gets whether what the run has done so far fits the version.</summary>
    public bool IsSafe => Problems.IsEmpty;
}
