using System.Collections.Immutable;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Journal;

/// <summary>The run begins nothing more until it is resumed.</summary>
public sealed record RunPaused : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_paused";

    /// <summary>Gets why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who wanted it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}

/// <summary>The run goes on after a pause.</summary>
public sealed record RunResumed : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_resumed";

    /// <summary>Gets who wanted it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}

/// <summary>The run failed and is tried again from its beginning.</summary>
public sealed record RunRetried : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_retried";

    /// <summary>Gets why it failed.</summary>
    public required StepError Error { get; init; }

    /// <summary>Gets when it begins again.</summary>
    public required DateTimeOffset RetryAt { get; init; }
}

/// <summary>
/// The run is as it was after an earlier record; what was recorded since does not count any more, and the run goes on. Numbers of
/// lanes, activations and attempts go on from the highest ever used, so that nothing of before is taken for something of after.
/// Permits are asked for again.
/// </summary>
public sealed record RunRewound : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_rewound";

    /// <summary>Gets the sequence number of the last record that still counts.</summary>
    public required long To { get; init; }

    /// <summary>Gets the next number for a lane or activation.</summary>
    public required int NextId { get; init; }

    /// <summary>
    /// Gets the activations that are begun anew with their next attempt, because theirs failed or was cut off, each with the
    /// highest number that an attempt of it ever had.
    /// </summary>
    public ImmutableArray<KeyValuePair<int, int>> Anew { get; init; } = [];

    /// <summary>Gets how long the run did not go on; time-outs of what is under way are that much later.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>Gets when the whole run times out now; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? TimeoutAt { get; init; }

    /// <summary>Gets why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who wanted it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}

/// <summary>The run goes on with another definition, to which what it has done so far fits.</summary>
public sealed record RunMigrated : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_migrated";

    /// <summary>Gets the definition that the run is pinned to from now on.</summary>
    public required DefinitionId Definition { get; init; }

    /// <summary>Gets the inputs with the defaults of the definition; undefined when nothing came to them.</summary>
    public Value Inputs { get; init; }

    /// <summary>Gets who wanted it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}
