using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>What runs are and were.</summary>
public sealed partial class WorkflowEngine
{
    /// <summary>Shows a run as it is, or as it was after a record of its journal.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="sequence">The number of the record; <see langword="null"/> for the present.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3225: there is no such record.</exception>
    public async Task<RunView> ViewAsync(RunId runId, long? sequence = null)
    {
        await FindAsync(runId).ConfigureAwait(false);
        var records = await Options.Store.ReadAsync(runId).ConfigureAwait(false);
        return RunViews.At(await DefinitionsAsync(records).ConfigureAwait(false), runId, records, sequence);
    }

    /// <summary>Finds where two runs part, as they are now.</summary>
    /// <param name="left">The one run.</param>
    /// <param name="right">The other run.</param>
    /// <returns>What differs.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3225: the journal of one is not kept any more.</exception>
    public async Task<RunDiff> CompareAsync(RunId left, RunId right) => RunDiff.Compare(
        await ViewAsync(left).ConfigureAwait(false),
        await ViewAsync(right).ConfigureAwait(false));

    private ValueTask<RunDefinitions> DefinitionsAsync(IReadOnlyList<JournalRecord> records) =>
        RunDefinitions.LoadAsync(records, async id => await DefinitionAsync(id).ConfigureAwait(false));
}
