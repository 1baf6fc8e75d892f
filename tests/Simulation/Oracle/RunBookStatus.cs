namespace Simulation.Oracle;

/// <summary>Where the run stands, by the records alone.</summary>
internal sealed partial class RunBook
{
    private readonly HashSet<string> _takenNow = new(StringComparer.Ordinal);

    public bool IsAttempting => _steps.Values.Any(step => step.IsAttempting);

    /// <summary>Gets whether a block can go on at once.</summary>
    public bool IsReady => _lanes.Values.Any(lane => lane.Current is null);

    public string Status => Ended ?? (IsAttempting ? "Running" : IsPaused ? "Paused" : IsReady ? "Running" : "Waiting");

    /// <summary>Gets the next moment at which it has something to do by itself.</summary>
    public DateTimeOffset? DueAt => Ended is not null || IsPaused
        ? null
        : _steps.Values.SelectMany(step => new[] { step.TimeoutAt, step.DueAt }).Where(moment => moment is not null).Min();

    /// <summary>Notes which events were taken by the commit that is done; several waits may take the same one together, but none later.</summary>
    public void SettleTaken()
    {
        foreach (var message in _takenNow)
        {
            Must(_taken.Add(message), $"the event '{message}' is taken once more");
        }

        _takenNow.Clear();
    }
}
