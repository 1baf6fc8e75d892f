using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Ports;

/// <summary>
/// Keeps journals, the list of runs and the definitions they are pinned to. One store object is one owner of runs: what it
/// claims or starts is its own until it releases it, ends, or dies.
/// </summary>
/// <remarks>Safe to use from many threads.</remarks>
public interface IJournalStore : IAsyncDisposable
{
    /// <summary>Keeps the sources of a definition; does nothing when they are kept already.</summary>
    /// <param name="id">The definition.</param>
    /// <param name="sources">Its sources.</param>
    /// <returns>A task that ends when they are durable.</returns>
    ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources);

    /// <summary>Gets the sources of a definition.</summary>
    /// <param name="id">The definition.</param>
    /// <returns>The sources, or <see langword="null"/> when it is not known.</returns>
    ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id);

    /// <summary>
    /// Appends records to a run and replaces its summary, both or neither. Concurrent commits of several runs may share one
    /// write to the disk. Records are encoded before this method first yields.
    /// </summary>
    /// <param name="commit">What to commit.</param>
    /// <returns>A task that ends when the commit is durable.</returns>
    /// <exception cref="RunOwnershipLostException">The epoch or sequence number is stale; nothing was written.</exception>
    /// <exception cref="JournalStoreException">The store cannot write; nothing more may be committed through it.</exception>
    ValueTask CommitAsync(RunCommit commit);

    /// <summary>Reads the journal of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>All records in order; empty when the run is not known.</returns>
    /// <exception cref="JournalStoreException">A record cannot be read.</exception>
    ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId);

    /// <summary>Gets the summary of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The summary, or <see langword="null"/> when the run is not known.</returns>
    ValueTask<RunSummary?> FindAsync(RunId runId);

    /// <summary>Lists runs, the newest first.</summary>
    /// <param name="query">Which runs.</param>
    /// <returns>The summaries; outputs may be left out.</returns>
    ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query);

    /// <summary>
    /// Makes this store object the owner of unfinished runs whose owner is gone, and of those that have none. Each claim
    /// raises the run's epoch, so that commits of an earlier owner are refused.
    /// </summary>
    /// <param name="only">The run to claim, or <see langword="null"/> for all.</param>
    /// <returns>The claimed runs with their epochs.</returns>
    ValueTask<IReadOnlyList<RunClaim>> ClaimAsync(RunId? only = null);

    /// <summary>Gives up the ownership of an unfinished run, so that another owner may claim it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The epoch of the ownership.</param>
    /// <returns>A task that ends when it is done.</returns>
    ValueTask ReleaseAsync(RunId runId, long epoch);
}
