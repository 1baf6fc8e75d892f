using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Simulation.Kernel;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>Compares what a commit writes besides its records with what its records say.</summary>
internal sealed class CommitCheck(World world, MemoryJournalStore disk, WorkflowSet workflows)
{
    private string _runId = "";

    public void Check(RunBook book, RunCommit commit, IReadOnlyList<RunMessage> inbox)
    {
        _runId = book.RunId;
        CheckSummary(book, commit);
        CheckRest(book, commit);
        CheckTaken(book, commit, inbox);
        CheckWaits(book);
        CheckPermits(book);
    }

    private void CheckSummary(RunBook book, RunCommit commit)
    {
        var summary = commit.Summary;
        Must(summary.Status.ToString() == book.Status, $"its row says {summary.Status}, its journal {book.Status}");
        Must(summary.DueAt == book.DueAt, $"its row is due at {summary.DueAt:O}, its journal at {book.DueAt:O}");
        Must(summary.StartedAt == book.StartedAt, "its row has another beginning than its journal");
        Must(summary.Parent?.Value == book.Parent, "its row has another parent than its journal");
        Must(summary.Definition == book.Definition.Id, "its row names another definition than its journal");
        Must(summary.HasEnded == summary.EndedAt.HasValue, "its row has an end without an end");
        if (book.Ended is not null)
        {
            Must((summary.Error?.Code ?? "") == (book.Error.Text("code") ?? ""), "its row has another error than its journal");
            var outputs = summary.Outputs.IsUndefined ? "" : ValueJson.ToJson(summary.Outputs);
            Must(outputs == (book.Outputs.ValueKind == default ? "" : book.Outputs.GetRawText()), "its row has other outputs than its journal");
        }
    }

    // A run that only waits for long is nobody's; one that does anything is somebody's.
    private void CheckRest(RunBook book, RunCommit commit)
    {
        var waits = book is { Ended: null, IsAttempting: false } && (book.IsPaused || !book.IsReady);
        Must(!commit.Releases || waits, $"it is given up while it is {book.Status}");
        if (waits && !commit.Releases && commit.Records.Count > 0)
        {
            Must(
                book.DueAt is { } due && due - book.LastAt <= world.Settings.ShortWait,
                $"it is kept although it waits until {book.DueAt:O}");
        }
    }

    private void CheckTaken(RunBook book, RunCommit commit, IReadOnlyList<RunMessage> inbox)
    {
        var consumed = commit.Writes?.Consumed ?? [];
        var taken = inbox.Where(message => consumed.Contains(message.Id)).ToList();
        Must(taken.Count == consumed.Count, "it takes a message that is not there");
        var signals = commit.Records.OfType<SignalReceived>().Count();
        Must(
            taken.Count(message => message.Kind == RunMessageKind.Signal) == signals,
            Invariant($"it records {signals} signals, but takes {taken.Count(message => message.Kind == RunMessageKind.Signal)}"));
        foreach (var message in taken)
        {
            CheckHeeded(book, message);
            if (message.Kind == RunMessageKind.Migrate && !commit.Records.OfType<RunMigrated>().Any())
            {
                CheckRefused(book, commit, message);
            }
        }
    }

    // When the commit has no records, the run was where it is now when it refused.
    private void CheckRefused(RunBook book, RunCommit commit, RunMessage message)
    {
        world.Faults.Count(FaultKind.MoveLapsed);
        Must(
            commit.Records.Count > 0 || message.Name == book.Definition.Id.Value || book.MayRefuse(workflows.Version(message.Name)),
            $"it took '{message.Id}' and stays on its version, although nothing speaks against the other");
    }

    private void CheckHeeded(RunBook book, RunMessage message)
    {
        switch (message.Kind)
        {
            case RunMessageKind.Cancel when !(message.Data["activation"].TryGetNumber(out var step) && step > 0):
                Must((book.Ended ?? book.Root.Unwinding) == "Cancelled", $"it took '{message.Id}' and goes on");
                book.IsCancelled = true;
                break;
            case RunMessageKind.Event:
                var id = message.Data["id"].ToString();
                var number = message.Data["data"]["n"].TryGetNumber(out var n) ? (int)n : 0;
                Must(
                    message.At < book.StartedAt || book.HasTaken(id) || IsThere(book, message) || !book.OpenLeaves().Any(leaf => Conditions.Fits(leaf.Condition, leaf.Step.Input[leaf.Leaf], null, message.Name, number)),
                    $"it took '{message.Id}', but a wait for it goes on");
                break;
            case RunMessageKind.ChildEnded when message.Data["activation"].TryGetNumber(out var activation):
                var call = book.Find((int)activation);
                Must(
                    call is not { HasChild: true, IsListening: true } || message.Data["attempt"] != Value.From(call.Attempt),
                    $"it took '{message.Id}', but waits for that run still");
                break;
        }
    }

    // A wait that began since looks back into the log, so the event may have come again.
    private bool IsThere(RunBook book, RunMessage message) =>
        Now(disk.ReadInboxAsync(new RunId(book.RunId))).Any(other => other.Id == message.Id);

    private void CheckWaits(RunBook book)
    {
        var runId = new RunId(book.RunId);
        var wanted = book.OpenLeaves().Where(leaf => leaf.Condition is not TimerCondition)
            .Select(leaf => Invariant($"{leaf.Step.Id}.{leaf.Leaf} {Name(leaf)}")).ToHashSet(StringComparer.Ordinal);
        var there = Now(disk.ListWaitsAsync(runId));
        foreach (var missing in wanted.Except(there.Select(wait => Invariant($"{wait.Activation}.{wait.Leaf} {wait.Name}"))))
        {
            Must(false, $"it waits for {missing}, but the store does not know");
        }

        foreach (var wait in there)
        {
            Must(book.Find(wait.Activation) is { IsListening: true, Node: WaitNode }, Invariant($"the store keeps the wait {wait.Activation} for '{wait.Name}', which is over"));
        }

        var tasks = Now(disk.ListTasksAsync(new HumanTaskQuery { RunId = runId, Limit = 1_000 })).Select(task => task.Activation).Order();
        var open = book.Steps.Where(step => step is { IsListening: true, Node: HumanNode }).Select(step => step.Id).Order();
        Must(tasks.SequenceEqual(open), $"open tasks are [{string.Join(' ', tasks)}], but it waits for [{string.Join(' ', open)}]");
    }

    private void CheckPermits(RunBook book)
    {
        var runId = new RunId(book.RunId);
        var rows = Now(disk.ListPermitsAsync(null, 10_000)).Where(row => row.RunId == runId).ToList();
        var answers = Now(disk.ReadInboxAsync(runId)).Where(message => message.Kind == RunMessageKind.Permit).Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in book.Steps)
        {
            for (var i = 0; i < step.Keys.Count && i <= step.Granted && step.Unwinding is null; i++)
            {
                var row = rows.Find(row => row.Activation == step.Id && row.Key == step.Keys[i].Key);
                var isAnswered = answers.Contains(Invariant($"permit/{step.Id}/{step.Keys[i].Key}"));
                Must(
                    i < step.Granted ? row is { IsGranted: true } : isAnswered || row is { IsGranted: false },
                    $"{step} {(i < step.Granted ? "holds" : "asked for")} '{step.Keys[i].Key}', but the store does not know");
            }
        }

        foreach (var row in rows)
        {
            Must(
                book.Find(row.Activation) is { } step && step.Keys.Take(step.Granted + 1).Any(key => key.Key == row.Key),
                Invariant($"the store keeps a permit of '{row.Key}' for {row.Activation}, which did not ask or has ended"));
        }
    }

    private static string Name((BookStep Step, int Leaf, WaitCondition Condition) leaf) =>
        leaf.Step.Input[leaf.Leaf].Text("event") ?? leaf.Step.Input[leaf.Leaf].Text("signal") ?? "";

    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            world.Fail($"run '{_runId}': {what}.");
        }
    }
}
