using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>What must hold some time after the last fault, while runs still wait for this and that.</summary>
internal sealed class CalmCheck(World world, Judge judge, MemoryJournalStore disk)
{
    private readonly HashSet<(string RunId, string Message)> _waiting = [];
    private readonly HashSet<string> _outbox = new(StringComparer.Ordinal);

    /// <summary>Notes what is under way, which must have come to something when it is checked later.</summary>
    public void Look()
    {
        _outbox.UnionWith(Now(disk.ReadOutboxAsync(1_000)).Select(message => message.Id));
        foreach (var book in judge.Books.Where(book => book.Ended is null))
        {
            _waiting.UnionWith(Now(disk.ReadInboxAsync(new RunId(book.RunId))).Select(message => (book.RunId, message.Id)));
        }
    }

    public void Check()
    {
        var log = Now(disk.ListEventsAsync(">", DateTimeOffset.MinValue, int.MaxValue));
        var permits = Now(disk.ListPermitsAsync(null, int.MaxValue));
        Must(!Now(disk.ReadOutboxAsync(1_000)).Any(message => _outbox.Contains(message.Id)), "events wait to be dispatched");
        foreach (var key in permits.GroupBy(permit => permit.Key))
        {
            CheckQueue(key.Key, [.. key]);
        }

        foreach (var book in judge.Books.Where(book => book.Ended is null))
        {
            if (Now(disk.FindAsync(new RunId(book.RunId)))?.Status != RunStatus.Parked)
            {
                CheckRun(book, log);
            }
        }
    }

    private void CheckRun(RunBook book, IReadOnlyList<BusEvent> log)
    {
        var inbox = Now(disk.ReadInboxAsync(new RunId(book.RunId)));
        foreach (var message in inbox)
        {
            Must(!_waiting.Contains((book.RunId, message.Id)), $"run '{book.RunId}' does not take '{message.Id}'");
        }

        foreach (var (token, times) in judge.AcceptedSignals.Where(signal => judge.SignalledRun(signal.Key) == book.RunId))
        {
            var received = book.Received.GetValueOrDefault(token) + inbox.Count(message => message.Data["token"] == Value.From(token));
            Must(received == times, Invariant($"run '{book.RunId}' was sent the signal '{token}' {times} times, but received it {received} times"));
        }

        foreach (var leaf in book.OpenLeaves().Where(leaf => leaf.Condition is EventCondition))
        {
            var missed = log.FirstOrDefault(message => message.At >= book.StartedAt
                && !book.HasTaken(message.Id)
                && !inbox.Any(other => other.Name == message.Subject)
                && Conditions.Fits(leaf.Condition, leaf.Step.Input[leaf.Leaf], null, message.Subject, message.Data["n"].TryGetNumber(out var n) ? (int)n : 0));
            Must(missed is null || book.IsPaused, $"run '{book.RunId}' waits for the event '{missed?.Id}' that is there");
        }

        foreach (var step in book.Steps)
        {
            CheckStep(book, step, inbox);
        }

        CheckOrphan(book);
    }

    // Whatever is under way waits for something that is there, or is about to go on.
    private void CheckStep(RunBook book, BookStep step, IReadOnlyList<RunMessage> inbox)
    {
        var now = judge.LatestClock;
        if (step.Lanes.Count > 0 || step.IsAttempting || book.IsPaused || step is { IsListening: true, Node: WaitNode or HumanNode })
        {
            Must(book.IsPaused || !(step.TimeoutAt < now - TimeSpan.FromSeconds(20)), Invariant($"run '{book.RunId}': {step} should have timed out at {step.TimeoutAt:O}"));
            return;
        }

        var isDue = step.DueAt > now - TimeSpan.FromSeconds(20);
        var called = Invariant($"{book.RunId}-{step.Id}-{step.Attempt}");
        var isCalling = step.IsListening && (judge.Find(called) is { Ended: null } || inbox.Any(message => message.Name == called));
        var isQueued = step.IsQueued && Now(disk.ListPermitsAsync(step.Keys[step.Granted].Key, 1_000)).Any(permit => permit.IsGranted);
        Must(
            isDue || isCalling || isQueued,
            $"run '{book.RunId}': {step} waits for nothing: {(step.IsQueued ? $"a permit of '{step.Keys[step.Granted].Key}'" : step.IsListening ? "a run" : Invariant($"{step.DueAt:O}"))}");
    }

    private void CheckQueue(string key, List<PermitHolder> holders)
    {
        foreach (var holder in holders)
        {
            var book = judge.Find(holder.RunId.Value);
            Must(book is { Ended: null }, $"run '{holder.RunId}' has ended and keeps a place at '{key}'");
        }

        Must(holders.Exists(holder => holder.IsGranted), $"all wait for a permit of '{key}', and nobody holds one");
    }

    private void CheckOrphan(RunBook child)
    {
        if (child.ParentWait is not { } wait || child.Root.Unwinding is not null)
        {
            return;
        }

        var parent = judge.Find(child.Parent!); // there is one when something waits
        Must(
            parent?.Find(wait.Activation) is { } call && call.Attempt == wait.Attempt && call.Unwinding is null,
            $"run '{child.RunId}' goes on, although run '{child.Parent}' that called it no longer needs it");
    }

    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            world.Fail("some time after the last fault " + what + ".");
        }
    }
}
