using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Simulation.Hosts;

namespace Simulation.Tests;

/// <summary>The oracle is awake: each error that stands between the engine and the world is noticed, and told for what it is.</summary>
public sealed class OracleTests
{
    private const int MostSeeds = 200;

    private static readonly Dictionary<string, (Defects Defects, string Complaint)> s_errors = new(StringComparer.Ordinal)
    {
        ["a commit that is lost"] = (Commit(Lost), "but no record that is durable says so"),
        ["records that are lost"] = (Commit(commit => commit with { Records = [.. commit.Records.Take(1)] }), "record"),
        ["a result that no effect gave"] = (Steps(_ => (_, _) => new("{\"token\":\"t-none\",\"n\":1}"u8.ToArray())), "which no effect of it gave"),
        ["a step that is carried out twice"] = (Steps(CarryTwice), "is carried out twice by the same owner"),
        ["a key that is not the attempt's"] = (Steps(Renumber), "but no record that is durable says so"),
        ["a message that is taken and kept"] = (Writes(writes => writes with { Consumed = [] }), "signals, but takes"),
        ["a wait that is not registered"] = (Writes(writes => writes with { OpenedWaits = [] }), "but the store does not know"),
        ["a wait that is over and kept"] = (Writes(writes => writes with { ClosedWaits = [] }), "which is over"),
        ["a task that is not opened"] = (Writes(writes => writes with { OpenedTasks = [] }), "open tasks are"),
        ["a permit that is not given back"] = (Writes(writes => writes with { ReleasedPermits = [] }), "the store keeps a permit of"),
        ["a permit that is not asked for"] = (Writes(writes => writes with { Permits = [] }), "but the store does not know"),
        ["an event that is not published"] = (Writes(writes => writes with { Events = [] }), "events, but its records say"),
        ["a message to a run that is lost"] = (Writes(writes => writes with { Messages = [] }), "run '"),
        ["a signal that is lost"] = (Store(store => new WrongStore(store) { Loses = message => message.Kind == RunMessageKind.Signal }), "was confirmed, but is not durable"),
        ["a start that counts twice"] = (Commit(commit => commit with { IdempotencyKey = null }), "have the idempotency key of run"),
        ["a row without its moment"] = (Commit(commit => commit with { Summary = commit.Summary with { DueAt = null } }), "its row is due at , its journal at"),
        ["a row with another status"] = (Commit(commit => commit with { Summary = commit.Summary with { Status = Other(commit.Summary.Status) } }), "its row says"),
        ["a run that is given up while it goes on"] = (Commit(commit => commit with { Releases = true }), "it is given up while it is Running"),
        ["a run that is never given up"] = (Commit(commit => commit with { Releases = false }), "it is kept although it waits until"),
        ["a journal that is read without its end"] = (Load(journal => journal with { Records = [.. journal.Records.SkipLast(1)] }), "does not"),
    };

    public static TheoryData<string> Errors => [.. s_errors.Keys];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Oracle_EngineWithAnError_Complains(string error)
    {
        var (defects, complaint) = s_errors[error];

        var failures = Enumerable.Range(1, MostSeeds)
            .Select(seed => SimulationRun.Of((ulong)seed, defects: defects))
            .Where(outcome => outcome.Failure is not null);

        var heard = new List<string>();
        foreach (var outcome in failures)
        {
            heard.Add(outcome.ToString());
            if (outcome.Failure!.Contains(complaint, StringComparison.Ordinal)) // those without one are left out
            {
                return;
            }
        }

        Assert.Fail($"No seed complains that '{complaint}', but:\n{string.Join('\n', heard.Take(20))}");
    }

    private static Defects Store(Func<IJournalStore, IJournalStore> store) => new() { Store = store };

    private static Defects Commit(Func<RunCommit, RunCommit?> change) => Store(store => new WrongStore(store) { Commits = change });

    private static Defects Load(Func<StoredJournal, StoredJournal> change) => Store(store => new WrongStore(store) { Loads = change });

    private static Defects Writes(Func<RunWrites, RunWrites> change) =>
        Commit(commit => commit with { Writes = commit.Writes is { } writes ? change(writes) : null });

    private static Defects Steps(Func<IStepExecutor, Func<StepInvocation, CancellationToken, ValueTask<ReadOnlyMemory<byte>>>> execute) =>
        new() { Steps = steps => new WrongSteps(execute(steps)) };

    // The first commit comes through, so that there is a run.
    private static RunCommit? Lost(RunCommit commit) => commit.FirstSequence > 1 && commit.Records.OfType<AttemptOpened>().Any() ? null : commit;

    private static RunStatus Other(RunStatus status) => status == RunStatus.Waiting ? RunStatus.Running : status;

    private static Func<StepInvocation, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> CarryTwice(IStepExecutor steps) =>
        (invocation, cancellationToken) =>
        {
            _ = steps.ExecuteAsync(invocation, cancellationToken).AsTask();
            return steps.ExecuteAsync(invocation, cancellationToken);
        };

    private static Func<StepInvocation, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> Renumber(IStepExecutor steps) =>
        (invocation, cancellationToken) => steps.ExecuteAsync(
            invocation with { Attempt = invocation.Attempt + 1, IdempotencyKey = $"{invocation.IdempotencyKey}1" },
            cancellationToken);
}
