using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>
/// Finds the runs without a living owner for which something is to be done, without looking at the others. A run is put anew
/// after each change of its owner, its summary or its messages; that costs nothing while a living owner has it.
/// </summary>
internal sealed class FreeRuns
{
    private readonly HashSet<StoredRun> _left = [];
    private readonly SortedSet<(DateTimeOffset DueAt, StoredRun Run)> _due = new(new DueComparer());

    /// <summary>Gets the earliest moment of the runs that nobody owns.</summary>
    public DateTimeOffset? NextDue => _due.Count == 0 ? null : _due.Min.DueAt;

    public void Put(StoredRun run)
    {
        var place = PlaceOf(run);
        if (place == run.Place)
        {
            return;
        }

        Take(run);
        run.Place = place;
        if (place.IsLeft)
        {
            _left.Add(run);
        }

        if (place.DueAt is { } dueAt)
        {
            _due.Add((dueAt, run));
        }
    }

    /// <summary>Forgets a run.</summary>
    public void Take(StoredRun run)
    {
        if (run.Place.IsLeft)
        {
            _left.Remove(run);
        }

        if (run.Place.DueAt is { } dueAt)
        {
            _due.Remove((dueAt, run));
        }

        run.Place = default;
    }

    /// <summary>Finds the run with the most deaths of those that are suspects, the oldest of several.</summary>
    public StoredRun? FindSuspect() => _left
        .Where(run => run.IsSuspect)
        .OrderByDescending(run => run.Crashes)
        .ThenBy(run => run.Summary.RunId.Value, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Finds runs for which something is to be done, without suspects.</summary>
    /// <param name="now">Until when a moment counts as come.</param>
    /// <param name="limit">How many at most.</param>
    public List<StoredRun> Find(DateTimeOffset now, int limit)
    {
        var found = _left.Where(run => !run.IsSuspect).Take(limit).ToList();
        found.AddRange(_due
            .TakeWhile(entry => entry.DueAt <= now)
            .Where(entry => !entry.Run.Place.IsLeft)
            .Take(limit - found.Count)
            .Select(entry => entry.Run));
        return found;
    }

    // Those of the dead are not due: only who takes them over learns whether the moment still stands.
    private static FreePlace PlaceOf(StoredRun run) => !run.IsFree
        ? default
        : new FreePlace(
            run.Owner is not null || run.Summary.Status == RunStatus.Running || run.HasMessages,
            run.Owner is null ? run.Summary.DueAt : null);

    private sealed class DueComparer : IComparer<(DateTimeOffset DueAt, StoredRun Run)>
    {
        public int Compare((DateTimeOffset DueAt, StoredRun Run) x, (DateTimeOffset DueAt, StoredRun Run) y)
        {
            var byMoment = x.DueAt.CompareTo(y.DueAt);
            return byMoment != 0
                ? byMoment
                : string.CompareOrdinal(x.Run.Summary.RunId.Value, y.Run.Summary.RunId.Value);
        }
    }
}
