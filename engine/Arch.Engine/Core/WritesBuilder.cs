using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Core;

/// <summary>Gathers what a decision writes besides its records. Most write nothing, so nothing is made before it is needed.</summary>
internal sealed class WritesBuilder
{
    private List<string>? _consumed;
    private List<RunMessage>? _messages;
    private List<BusEvent>? _events;
    private List<OpenWait>? _openedWaits;
    private List<int>? _closedWaits;
    private List<HumanTask>? _openedTasks;
    private List<ClosedTask>? _closedTasks;
    private List<PermitRequest>? _permits;
    private List<int>? _releasedPermits;
    private List<CacheEntry>? _cached;
    private bool _isUsed;

    public void Consume(string message) => Add(ref _consumed, message);

    public void Send(RunMessage message) => Add(ref _messages, message);

    public void Publish(BusEvent message) => Add(ref _events, message);

    public void OpenWait(OpenWait wait) => Add(ref _openedWaits, wait);

    public void CloseWait(int activation)
    {
        // A wait that begins and ends in one decision was never there.
        if (_openedWaits?.RemoveAll(wait => wait.Activation == activation) is null or 0)
        {
            Add(ref _closedWaits, activation);
        }
    }

    public void OpenTask(HumanTask task) => Add(ref _openedTasks, task);

    public void CloseTask(ClosedTask task)
    {
        // As for waits.
        if (_openedTasks?.RemoveAll(opened => opened.Activation == task.Activation) is null or 0)
        {
            Add(ref _closedTasks, task);
        }
    }

    public void Ask(PermitRequest request) => Add(ref _permits, request);

    public void ReleasePermits(int activation)
    {
        // What is given back is there before others are asked for, so a wish of this decision must not be left.
        _permits?.RemoveAll(permit => permit.Activation == activation);
        Add(ref _releasedPermits, activation);
    }

    public void Cache(CacheEntry entry) => Add(ref _cached, entry);

    /// <summary>Gives what was gathered; <see langword="null"/> when nothing was.</summary>
    public RunWrites? Build() => !_isUsed ? null : new RunWrites
    {
        Consumed = _consumed ?? [],
        Messages = _messages ?? [],
        Events = _events ?? [],
        OpenedWaits = _openedWaits ?? [],
        ClosedWaits = _closedWaits ?? [],
        OpenedTasks = _openedTasks ?? [],
        ClosedTasks = _closedTasks ?? [],
        Permits = _permits ?? [],
        ReleasedPermits = _releasedPermits ?? [],
        Cached = _cached ?? [],
    };

    private void Add<T>(ref List<T>? list, T item)
    {
        _isUsed = true;
        (list ??= []).Add(item);
    }
}
