using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>Runs and what they commit.</summary>
internal static class Sample
{
    public static readonly DefinitionId Definition = new(new string('d', 64));

    public static readonly IReadOnlyList<SourceText> Sources =
        [new("orders.yaml", "arch: 1\nid: orders\n"), new("actions/pay.yaml", "arch: 1\nkind: action # ü€𝄞\n")];

    public static RunSummary Summary(string runId, RunStatus status = RunStatus.Running, string workflow = "shop.orders") => new()
    {
        RunId = new RunId(runId),
        Workflow = workflow,
        Definition = Definition,
        Status = status,
        StartedAt = StoreFolder.Now,
        EndedAt = status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled ? StoreFolder.Now.AddSeconds(1) : null,
        DueAt = status is RunStatus.Waiting ? StoreFolder.Now.AddHours(1) : null,
    };

    public static RunStarted Started(long sequence = 1) => new()
    {
        Sequence = sequence,
        At = StoreFolder.Now,
        Definition = Definition,
        Inputs = Value.EmptyObject,
    };

    public static StepOpened Opened(long sequence) => new()
    {
        Sequence = sequence,
        At = StoreFolder.Now.AddMilliseconds(sequence),
        Activation = (int)sequence,
        Lane = 0,
        Node = 1,
    };

    /// <summary>The first commit of a run: one record.</summary>
    public static RunCommit Start(string runId, string workflow = "shop.orders") =>
        new(1, 1, [Started()], Summary(runId, workflow: workflow));

    /// <summary>A commit with one record.</summary>
    public static RunCommit Next(string runId, long sequence, long epoch = 1, RunStatus status = RunStatus.Running) =>
        new(epoch, sequence, [Opened(sequence)], Summary(runId, status));
}
