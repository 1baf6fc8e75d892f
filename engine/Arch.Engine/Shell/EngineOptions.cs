using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Shell;

/// <summary>What an engine works with.</summary>
public sealed record EngineOptions
{
    /// <summary>Gets where runs are kept. The engine does not dispose it.</summary>
    public required IJournalStore Store { get; init; }

    /// <summary>Gets what carries out steps with effects.</summary>
    public required IStepExecutor Executor { get; init; }

    /// <summary>Gets where definitions come from.</summary>
    public required IDefinitionSource Definitions { get; init; }

    /// <summary>Gets where events go; <see langword="null"/> drops them.</summary>
    public IEventPublisher? Events { get; init; }

    /// <summary>Gets who watches; <see langword="null"/> when nobody does.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets what makes the ids of runs.</summary>
    /// <value><see langword="null"/>: ids that sort by time, with 80 random bits.</value>
    public Func<RunId>? NewRunId { get; init; }
}
