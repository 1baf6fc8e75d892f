using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>The human tasks.</summary>
internal sealed class TaskTable
{
    private readonly Dictionary<string, HumanTask> _tasks = new(StringComparer.Ordinal);

    public HumanTask? Find(string id) => _tasks.GetValueOrDefault(id);

    public void Open(StoredRun run, HumanTask task)
    {
        if (!_tasks.ContainsKey(task.Id))
        {
            (run.Tasks ??= []).Add(task.Id);
        }

        _tasks[task.Id] = task;
    }

    public void Close(StoredRun run, ClosedTask closed, DateTimeOffset at)
    {
        if (run.Tasks?.Find(id => _tasks[id].Activation == closed.Activation) is { } id)
        {
            Close(id, closed.Status, closed.Action, closed.By, at);
        }
    }

    /// <summary>Closes what is open of a run, which no longer needs it.</summary>
    public void CancelAll(StoredRun run, DateTimeOffset at) =>
        run.Tasks?.ForEach(id => Close(id, HumanTaskStatus.Cancelled, null, null, at));

    public void RemoveAll(StoredRun run) => run.Tasks?.ForEach(id => _tasks.Remove(id));

    /// <summary>Lists tasks, the newest first.</summary>
    public List<HumanTask> List(HumanTaskQuery query)
    {
        var place = query.After is { } after ? PlaceOf(after) : null;
        if (query.After is not null && place is null)
        {
            return [];
        }

        return
        [
            .. _tasks.Values
                .Where(task => (query.Status is null || task.Status == query.Status)
                    && (query.RunId is null || task.RunId == query.RunId)
                    && (place is null || Compare(task, place) < 0))
                .OrderDescending(Comparer<HumanTask>.Create(Compare))
                .Take(query.Limit),
        ];
    }

    private static int Compare(HumanTask left, HumanTask right)
    {
        var byMoment = left.OpenedAt.CompareTo(right.OpenedAt);
        return byMoment != 0 ? byMoment : string.CompareOrdinal(left.Id, right.Id);
    }

    // A task that is gone was where the one before it is: ids of runs made later sort later.
    private HumanTask? PlaceOf(string id) => Find(id) ?? _tasks.Values
        .Where(task => string.CompareOrdinal(task.Id, id) <= 0)
        .MaxBy(task => task.Id, StringComparer.Ordinal);

    private void Close(string id, HumanTaskStatus status, string? action, string? by, DateTimeOffset at)
    {
        if (_tasks[id] is { Status: HumanTaskStatus.Open } task)
        {
            _tasks[id] = task with { Status = status, Action = action, By = by, ClosedAt = at };
        }
    }
}
