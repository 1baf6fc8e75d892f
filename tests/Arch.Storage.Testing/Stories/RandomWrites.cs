using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing.Stories;

/// <summary>Makes writes of commits from few names, so that they meet.</summary>
internal sealed class RandomWrites(Random random)
{
    private static readonly string[] Subjects = ["orders.paid", "orders.sent", "bills.paid", "orders.paid.late"];
    private static readonly string[] Patterns = ["orders.paid", "orders.*", "*.paid", "orders.>", ">", "bills.paid"];

    private int _events;
    private int _activation = 1;

    public static IReadOnlyList<string> CacheKeys { get; } = ["cache-0", "cache-1", "cache-2"];

    public RunWrites? Of(SampleRun run, IReadOnlyList<RunId> others, IReadOnlyList<RunMessage> inbox)
    {
        if (random.Next(4) == 0)
        {
            return null;
        }

        var at = run.Now.AddMinutes(1);
        return new RunWrites
        {
            Consumed = [.. inbox.Where(_ => random.Next(2) == 0).Select(message => message.Id)],
            Messages = Some(2, () => Message(others[random.Next(others.Count)])),
            Events = Some(2, () => Event(at) with { Source = run.Id }),
            OpenedWaits = Some(2, () => Wait(run)),
            ClosedWaits = Some(1, OldActivation),
            OpenedTasks = Some(1, () => Samples.Task(run, random.Next(4) == 0 ? OldActivation() : NewActivation(), at)),
            ClosedTasks = Some(1, () => new ClosedTask(OldActivation(), (HumanTaskStatus)random.Next(1, 4), "approve", "ada")),
            Permits = Some(1, Permit),
            ReleasedPermits = Some(2, OldActivation),
            Cached = Some(1, () => new CacheEntry(
                CacheKeys[random.Next(CacheKeys.Count)],
                Samples.Json($"{random.Next(100)}"),
                at.AddMinutes(random.Next(-20, 60)))),
        };
    }

    public RunMessage Message(RunId to) =>
        Samples.Message(to, $"m{random.Next(12)}", (RunMessageKind)random.Next(8));

    // Now and then one that was published already.
    public BusEvent Event(DateTimeOffset at) => Samples.Event(
        $"e{(random.Next(8) == 0 ? random.Next(_events + 1) : _events++)}",
        Subjects[random.Next(Subjects.Length)],
        at.AddMinutes(random.Next(-5, 1)));

    private OpenWait Wait(SampleRun run)
    {
        var name = Patterns[random.Next(Patterns.Length)];
        return random.Next(5) == 0
            ? new OpenWait(NewActivation(), 0, RunMessageKind.Signal, name, null)
            : new OpenWait(NewActivation(), random.Next(2), RunMessageKind.Event, name, run.Now.AddMinutes(random.Next(-30, 1)));
    }

    private PermitRequest Permit() => new(
        random.Next(5) == 0 ? 0 : NewActivation(),
        $"key-{random.Next(3)}",
        random.Next(1, 3),
        (LimitPolicy)random.Next(4),
        random.Next(3) == 0 ? random.Next(3) : null);

    private int NewActivation() => ++_activation;

    private int OldActivation() => random.Next(Math.Max(0, _activation - 30), _activation + 1);

    private T[] Some<T>(int most, Func<T> make) =>
        [.. Enumerable.Range(0, Math.Max(0, random.Next(-1, most + 1))).Select(_ => make())];
}
