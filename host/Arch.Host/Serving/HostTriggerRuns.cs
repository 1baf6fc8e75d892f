using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Triggers.Ports;
using Arch.Workflows.Definitions;

namespace Arch.Host.Serving;

/// <summary>The runs of a host as its triggers start them.</summary>
internal sealed class HostTriggerRuns(WorkflowEngine engine, SqliteJournalStore store) : ITriggerRuns
{
    private const int MostListed = 500;

    public RunId NewId() => RunIds.New(TimeProvider.System);

    public Task<RunId> StartAsync(RunId runId, WorkflowDefinition definition, ValueObject inputs, Value trigger) =>
        engine.StartOnceAsync(runId, definition, inputs, trigger);

    public Task CancelAsync(RunId runId, string reason) => engine.CancelAsync(runId, reason);

    public ValueTask<RunSummary?> FindAsync(RunId runId) => store.FindAsync(runId);

    public async ValueTask<IReadOnlyList<RunSummary>> ListEndedAsync(string workflow, DateTimeOffset since)
    {
        var ended = new List<RunSummary>();
        foreach (var status in (RunStatus[])[RunStatus.Succeeded, RunStatus.Failed, RunStatus.Cancelled])
        {
            foreach (var run in await store.ListAsync(new RunQuery { Workflow = workflow, Status = status, StartedFrom = since, Limit = MostListed }))
            {
                // Lists leave the outputs out.
                ended.Add(await store.FindAsync(run.RunId) ?? run);
            }
        }

        return ended;
    }
}
