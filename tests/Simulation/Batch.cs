using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation;

/// <summary>Runs many seeds, each on a thread of its own.</summary>
internal sealed class Batch
{
    private readonly Lock _gate = new();
    private readonly List<Outcome> _failed = [];
    private ulong _next;
    private long _left;

    private Batch(ulong from, long count)
    {
        _next = from;
        _left = count;
    }

    public IReadOnlyList<Outcome> Failed => _failed;

    public Faults Faults { get; } = new();

    public int Seeds { get; private set; }

    public long Runs { get; private set; }

    public long Records { get; private set; }

    public long Effects { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Gets the kinds of faults that never happened, so that nothing is known about them.</summary>
    public IReadOnlyList<FaultKind> Missing => [.. Enum.GetValues<FaultKind>().Where(kind => Faults[kind] == 0)];

    public static Batch Run(ulong from, long count, int threads, Action<Outcome>? onFailure = null)
    {
        var batch = new Batch(from, count);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => batch.Work(onFailure), 16 * 1024 * 1024)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        batch._failed.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return batch;
    }

    public override string ToString() => Invariant(
        $"{Seeds} seeds, {Failed.Count} failed; {Runs} runs, {Records} records, {Effects} effects, {Steps} steps, {Faults.Total} faults; never: [{string.Join(' ', Missing)}]");

    private void Work(Action<Outcome>? onFailure)
    {
        while (Take() is { } seed)
        {
            var outcome = SimulationRun.Of(seed);
            lock (_gate)
            {
                Add(outcome, onFailure);
            }
        }
    }

    private ulong? Take()
    {
        lock (_gate)
        {
            return _left-- > 0 ? _next++ : null;
        }
    }

    private void Add(Outcome outcome, Action<Outcome>? onFailure)
    {
        Seeds++;
        Runs += outcome.Runs;
        Records += outcome.Records;
        Effects += outcome.Effects;
        Steps += outcome.Steps;
        Faults.Add(outcome.Faults);
        if (outcome.Failure is not null)
        {
            _failed.Add(outcome);
            onFailure?.Invoke(outcome);
        }
    }
}
