using System.Globalization;
using Simulation.Hosts;

namespace Simulation.Kernel;

/// <summary>
/// The one thread of a simulation: what is to happen is queued with a moment, those of the same moment in an order that the seed
/// decides, and happens one after the other.
/// </summary>
internal sealed class World
{
    private readonly PriorityQueue<Occurrence, (long At, ulong Tie)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Trace _trace;
    private string? _failure;
    private volatile string? _escape;

    public World(ulong seed, bool keepsLines, Defects defects)
    {
        Defects = defects;
        Random = new Rng(seed);
        Settings = new Settings(Random);
        _trace = new Trace(keepsLines);
    }

    public Rng Random { get; }

    public Settings Settings { get; }

    public Faults Faults { get; } = new();

    public Defects Defects { get; }

    public Trace History => _trace;

    /// <summary>Gets the time that has passed, which no clock of a host can change.</summary>
    public TimeSpan Now { get; private set; }

    public long Step { get; private set; }

    /// <summary>Gets or sets whether faults happen; not any more when it is seen whether all comes to an end.</summary>
    public bool IsHostile { get; set; } = true;

    /// <summary>Gets the first thing that must not be.</summary>
    public string? Failure => _escape ?? _failure;

    public bool HasFailed => Failure is not null;

    /// <summary>Decides whether a fault happens, and counts it.</summary>
    public bool Strikes(FaultKind kind, double probability)
    {
        if (!IsHostile || probability <= 0 || !Random.Chance(probability))
        {
            return false;
        }

        Faults.Count(kind);
        return true;
    }

    /// <summary>Has something happen after a while, unless the host it belongs to is dead by then; while that stands still it waits.</summary>
    public void Post(SimHost? host, TimeSpan delay, string what, Action action)
    {
        CheckThread(what);
        _queue.Enqueue(new Occurrence(host, what, action), ((Now + delay).Ticks, Random.Next()));
    }

    /// <summary>Lets everything happen until a moment.</summary>
    public void RunUntil(TimeSpan until)
    {
        while (!HasFailed && _queue.TryPeek(out _, out var next) && next.At <= until.Ticks)
        {
            var occurrence = _queue.Dequeue();
            Now = TimeSpan.FromTicks(Math.Max(Now.Ticks, next.At));
            if (occurrence.Host is { IsAlive: false })
            {
                continue;
            }

            if (occurrence.Host is { } host && host.PausedUntil > Now)
            {
                _queue.Enqueue(occurrence, (host.PausedUntil.Ticks, Random.Next()));
                continue;
            }

            Step++;
            Note(occurrence.Host, occurrence.What);
            occurrence.Action();
        }

        Now = until > Now ? until : Now;
    }

    public void Note(SimHost? host, string what, string about = "") =>
        _trace.Add(Step, Now, host?.Name ?? "", what, about);

    /// <summary>Says that something is not as it must be. Only the first counts: what follows may follow from it.</summary>
    public void Fail(string message)
    {
        if (_failure is null)
        {
            _failure = message;
            Note(null, "FAILED", message);
        }
    }

    /// <summary>Sees to it that nothing leaves the thread, since that could not be repeated.</summary>
    public void CheckThread(string what)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _escape = string.Create(
                CultureInfo.InvariantCulture,
                $"'{what}' happens on another thread than the simulation's, so the engine did not go through its scheduler. {Environment.StackTrace}");
        }
    }

    private sealed record Occurrence(SimHost? Host, string What, Action Action);
}
