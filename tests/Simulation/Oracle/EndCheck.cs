using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Simulation.Hosts;
using Simulation.Kernel;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>What must hold when all runs have ended: the ledger of the clients, the journals and the disk agree.</summary>
internal sealed class EndCheck(World world, Judge judge, MemoryJournalStore disk, SimBus bus)
{
    public void Check(Ledger ledger)
    {
        CheckDisk();
        CheckStarts(ledger);
        CheckSignals(ledger);
        CheckTasks(ledger);
        CheckEvents(ledger);
        CheckCalls();
    }

    private void CheckDisk()
    {
        var listed = new List<RunSummary>();
        while (Now(disk.ListAsync(new RunQuery { Limit = 1_000, After = listed.Count == 0 ? null : listed[^1].RunId })) is { Count: > 0 } page)
        {
            listed.AddRange(page);
        }

        Must(listed.Count == judge.Books.Count, Invariant($"{listed.Count} runs are listed, but {judge.Books.Count} began"));
        foreach (var row in listed)
        {
            var book = judge.Find(row.RunId.Value);
            Must(row.Status.ToString() == book?.Ended, $"run '{row.RunId}' is listed as {row.Status}, but its journal ends {book?.Ended}");
            Must(Now(disk.ReadAsync(row.RunId)).Count == book?.Sequence, $"the journal of run '{row.RunId}' is not what was committed");
            Must(Now(disk.ReadInboxAsync(row.RunId)).Count == 0, $"run '{row.RunId}' has ended with messages");
            Must(Now(disk.ListWaitsAsync(row.RunId)).Count == 0, $"run '{row.RunId}' has ended with waits");
        }

        Must(Now(disk.ListPermitsAsync(null, 1_000)).Count == 0, "permits are held by runs that have ended");
        Must(Now(disk.ListTasksAsync(new HumanTaskQuery { Limit = 1_000 })).Count == 0, "tasks are open of runs that have ended");
        Must(Now(disk.ReadOutboxAsync(1_000)).Count == 0, "events wait to be dispatched");
    }

    private void CheckStarts(Ledger ledger)
    {
        foreach (var (token, key, workflow, runId) in ledger.Started)
        {
            Must(judge.Find(runId.Value) is not null, $"start '{token}' was confirmed, but run '{runId}' is lost");
        }

        foreach (var book in judge.Books.Where(book => book.Parent is null))
        {
            var token = book.Inputs.Text("token")!; // every start gives one
            var twins = judge.Books.Where(other => other.Parent is null && other.Inputs.Text("token") == token).ToList();
            Must(twins.Count <= ledger.SentStarts.GetValueOrDefault(token), $"start '{token}' led to more runs than it was sent");
            if (book.First.IdempotencyKey is not null)
            {
                var same = judge.Books.Count(other => other.Parent is null && other.First == book.First && other.Inputs.Text("k") == book.Inputs.Text("k"));
                Must(same == 1, Invariant($"{same} runs of '{book.Definition.FullName}' have the idempotency key of run '{book.RunId}'"));
            }
        }
    }

    private void CheckSignals(Ledger ledger)
    {
        foreach (var (runId, token) in ledger.Signalled)
        {
            Must(judge.AcceptedSignals.ContainsKey(token), $"signal '{token}' to run '{runId}' was confirmed, but never durable");
        }

        foreach (var book in judge.Books)
        {
            foreach (var (token, times) in book.Received)
            {
                Must(times <= judge.AcceptedSignals.GetValueOrDefault(token), Invariant($"run '{book.RunId}' received signal '{token}' {times} times"));
            }
        }
    }

    private void CheckTasks(Ledger ledger)
    {
        foreach (var group in ledger.Completed.GroupBy(completed => completed.TaskId))
        {
            var task = Now(disk.FindTaskAsync(group.Key));
            Must(
                task is { Status: HumanTaskStatus.Completed } ? group.Any(completed => completed.Action == task.Action) || task.By == "client" : task is not null,
                $"task '{group.Key}' was completed, but is {task?.Status}");
        }
    }

    private void CheckEvents(Ledger ledger)
    {
        var log = Now(disk.ListEventsAsync(">", DateTimeOffset.MinValue, int.MaxValue));
        var ids = log.Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        Must(ids.Count == log.Count, "an event is in the log twice");
        Must(ledger.Published.IsSubsetOf(ids), "an event was confirmed, but is not in the log");
        Must(!world.Settings.HasBus || ids.IsSubsetOf(bus.Seen), "an event of the log never came to the bus");
        var published = log.Count(message => message.Source is not null);
        Must(published == judge.Books.Sum(book => book.Events), Invariant($"runs published {judge.Books.Sum(book => book.Events)} events, but {published} are in the log"));
    }

    private void CheckCalls()
    {
        foreach (var parent in judge.Books)
        {
            var children = judge.Books.Where(child => child.Parent == parent.RunId).ToList();
            Must(children.Count <= parent.Calls, Invariant($"run '{parent.RunId}' called {parent.Calls} times, but {children.Count} runs were started"));
            foreach (var child in children)
            {
                if (child.ParentWait is { } wait && parent.CallEnds.TryGetValue(wait, out var end) && end == "Succeeded")
                {
                    Must(child.Ended == "Succeeded", $"run '{parent.RunId}' thinks that run '{child.RunId}' succeeded, but it {child.Ended}");
                }
            }
        }
    }

    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            world.Fail("at the end " + what + ".");
        }
    }
}
