using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

// Writes runs until it is killed, and prints "run sequence" after each commit that the store has confirmed.
// Arguments: the folder of the store, and a name that its runs begin with.
const int Writers = 8;
const int Steps = 20;

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
            await store.CommitAsync(new RunCommit(1, sequence, [record], summary));
            // One call, one write to the pipe: a kill cannot leave half a line that looks like another number.
            await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{run} {sequence}\n"));
        }
    }
}
