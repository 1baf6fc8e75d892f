using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

// Writes runs until it is killed, and prints "run sequence" after each commit that the store has confirmed. Each commit writes
// besides its record: a message, a wait and a task that replace those of the commit before, and an event.
// Arguments: the folder of the store, and a name that its runs begin with; 'vectors' for that name writes vectors instead.
const int Writers = 8;
const int Steps = 20;

if (args[1] == "vectors")
{
    await VectorWriter.RunAsync(args[0]);
    return;
}

var definition = new DefinitionId(new string('d', 64));
var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = args[0] });
await using (store)
{
    await store.SaveDefinitionAsync(definition, [new SourceText("orders.yaml", "arch: 1\nid: orders\n")]);
    await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));
}

async Task WriteAsync(int writer)
{
    for (var number = 0; ; number++)
    {
        var run = new RunId(string.Create(CultureInfo.InvariantCulture, $"{args[1]}-{number:D5}-{writer}"));
        for (var sequence = 1; sequence <= Steps; sequence++)
        {
            JournalRecord record = sequence == 1
                ? new RunStarted { Sequence = 1, Definition = definition, Inputs = Value.EmptyObject }
                : new StepOpened { Sequence = sequence, Activation = sequence, Lane = 0, Node = writer };
            var summary = new RunSummary
            {
                RunId = run,
                Workflow = "shop.orders",
                Definition = definition,
                Status = sequence < Steps ? RunStatus.Running : RunStatus.Succeeded,
                StartedAt = DateTimeOffset.UnixEpoch,
                EndedAt = sequence < Steps ? null : DateTimeOffset.UnixEpoch.AddSeconds(sequence),
            };
            await store.CommitAsync(new RunCommit(1, sequence, [record], summary) { Writes = Writes(run, sequence, $"{args[1]}-{writer}") });
            // One call, one write to the pipe: a kill cannot leave half a line that looks like another number.
            await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{run} {sequence}\n"));
        }
    }
}

static RunWrites Writes(RunId run, int sequence, string key) => new()
{
    Consumed = [Number(sequence - 1)],
    Messages = [new RunMessage { RunId = run, Id = Number(sequence), Kind = RunMessageKind.Signal, At = DateTimeOffset.UnixEpoch }],
    Events =
    [
        new BusEvent { Id = $"{run}/{Number(sequence)}", Subject = $"steps.{run}", At = DateTimeOffset.UnixEpoch.AddSeconds(sequence) },
    ],
    ClosedWaits = [sequence - 1],
    OpenedWaits = [new OpenWait(sequence, 0, RunMessageKind.Event, $"never.{Number(sequence)}", DateTimeOffset.MaxValue)],
    ClosedTasks = [new ClosedTask(sequence - 1, HumanTaskStatus.Completed, "yes", null)],
    OpenedTasks =
    [
        new HumanTask
        {
            Id = $"{run}:{Number(sequence)}",
            RunId = run,
            Activation = sequence,
            Workflow = "shop.orders",
            StepPath = "ask",
            Title = "Ask",
            Actions = ["yes"],
            OpenedAt = DateTimeOffset.UnixEpoch,
        },
    ],
    Permits = sequence == 1 ? [new PermitRequest(0, key, 1, LimitPolicy.Queue, null)] : [],
};

static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
