using Arch.Engine.Ports;

namespace Simulation.Hosts;

/// <summary>
/// What is wrong on purpose between the engine and what it stands on, so that tests see the oracle complain. Nothing is, otherwise.
/// </summary>
internal sealed record Defects
{
    public static Defects None { get; } = new();

    /// <summary>Gets what stands between the engine and its store.</summary>
    public Func<IJournalStore, IJournalStore> Store { get; init; } = store => store;

    /// <summary>Gets what stands between the engine and its steps.</summary>
    public Func<IStepExecutor, IStepExecutor> Steps { get; init; } = steps => steps;
}
