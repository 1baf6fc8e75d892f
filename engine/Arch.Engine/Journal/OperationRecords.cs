using Arch.Engine.Runs;

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
/// The run is as it was after an earlier record; what was recorded since does not count any more. Numbers of lanes and
/// activations go on from the highest ever used, so that nothing of before is taken for something of after.
/// </summary>
public sealed record RunRewound : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_rewound";

    /// <summary>Gets the sequence number of the last record that still counts.</summary>
    public required long To { get; init; }

    /// <summary>Gets the next number for a lane or activation.</summary>
    public required int NextId { get; init; }

    /// <summary>Gets why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who wanted it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}
