using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Ports;

/// <summary>
/// Keeps journals, the messages to runs, the event log and the definitions that runs are pinned to. One store object is one
/// owner of runs: what it claims or starts is its own until it releases it, it ends, or the owner dies.
/// </summary>
/// <remarks>Safe to use from many threads. A method's work is durable when its task ends.</remarks>
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
    /// Appends records to a run, replaces its summary and does the writes that belong to them, all or nothing. Concurrent
    /// commits of several runs may share one write to the disk. Records are encoded before this method first yields.
    /// </summary>
    /// <param name="commit">What to commit.</param>
    /// <returns>Who is to hear of it, once the commit is durable.</returns>
    /// <exception cref="RunOwnershipLostException">The epoch or sequence number is stale; nothing was written.</exception>
    /// <exception cref="JournalStoreException">The store cannot write; nothing more may be committed through it.</exception>
    ValueTask<CommitResult> CommitAsync(RunCommit commit);

    /// <summary>Reads what a run is read back from.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The latest snapshot and the records after it; empty when the run is not known.</returns>
    /// <exception cref="JournalStoreException">A record cannot be read.</exception>
    ValueTask<StoredJournal> LoadAsync(RunId runId);

    /// <summary>Reads the journal of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>All records in order; empty when the run is not known.</returns>
    /// <exception cref="JournalStoreException">A record cannot be read.</exception>
    ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId);

    /// <summary>Gets the summary of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The summary, or <see langword="null"/> when the run is not known.</returns>
    ValueTask<RunSummary?> FindAsync(RunId runId);

    /// <summary>Makes this store object the owner of a run, unless it has ended, is parked, or a living owner has it.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The ownership, or <see langword="null"/> when it cannot be had, also when this object has it already.</returns>
    ValueTask<RunClaim?> ClaimAsync(RunId runId);

    /// <summary>
    /// Makes this store object the owner of runs that something is to be done for and that no living owner has: those of
    /// owners that died, unowned ones that do not only wait, and unowned ones that are due or have messages. A run whose owner
    /// died <see cref="RunClaim.MostCrashes"/> times without a commit of the run in between is parked instead.
    /// </summary>
    /// <remarks>
    /// Of those that are suspects (<see cref="RunClaim.IsSuspect"/>) one at most is claimed, with the most deaths: a run that ends
    /// the process does so alone, and no other is parked for it.
    /// </remarks>
    /// <param name="now">Until when a moment counts as come.</param>
    /// <param name="limit">How many to claim at most, from 1.</param>
    /// <returns>The ownerships.</returns>
    ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit);

    /// <summary>
    /// Makes this store object the owner of a run that has ended, so that a commit of it can let the run go on. Until that commit
    /// the run has ended as before: nobody claims it, and it takes no messages. The summary of the commit says whether it still has
    /// ended then; when it has not, the run is one like any other again. Whoever reopened it before loses the ownership.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <returns>
    /// The ownership, of whose summary outputs may be left out; <see langword="null"/> when the run is not known or has not ended.
    /// </returns>
    ValueTask<RunClaim?> ReopenAsync(RunId runId);

    /// <summary>Gives up the ownership of an unfinished run, so that another owner may claim it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The epoch of the ownership.</param>
    /// <returns>A task that ends when it is done.</returns>
    ValueTask ReleaseAsync(RunId runId, long epoch);

    /// <summary>Takes a run out of circulation: its status is parked, nobody claims it until it is unparked.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The epoch of the ownership.</param>
    /// <param name="reason">Why; becomes the error of its summary.</param>
    /// <returns>A task that ends when it is done; does nothing when the epoch is stale or the run has ended.</returns>
    ValueTask ParkAsync(RunId runId, long epoch, StepError reason);

    /// <summary>Puts a parked run into circulation again, without an owner and with its crashes forgotten.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Whether it was parked.</returns>
    ValueTask<bool> UnparkAsync(RunId runId);

    /// <summary>Gets the earliest moment of the runs that nobody owns.</summary>
    /// <returns>The moment, or <see langword="null"/> when none of them has one.</returns>
    ValueTask<DateTimeOffset?> FindNextDueAsync();

    /// <summary>Sends a message to a run.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What came of it.</returns>
    ValueTask<SendResult> SendAsync(RunMessage message);

    /// <summary>Gets the messages that a run has not taken yet.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The messages in the order in which they came.</returns>
    ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId);

    /// <summary>Finds the runs of this owner that have messages they have not taken.</summary>
    /// <returns>The runs.</returns>
    ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync();

    /// <summary>Puts an event that no run published into the event log; does nothing when its id is there already.</summary>
    /// <param name="message">The event.</param>
    /// <returns>A task that ends when it is durable.</returns>
    ValueTask AppendEventAsync(BusEvent message);

    /// <summary>Gets events that were not dispatched yet, in the order in which they were published.</summary>
    /// <param name="limit">How many at most, from 1.</param>
    /// <returns>The events.</returns>
    ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit);

    /// <summary>Marks events as dispatched, and sends them as messages to the runs that wait for them.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The runs that have new messages because of it.</returns>
    ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events);

    /// <summary>Gets outputs that an earlier run kept.</summary>
    /// <param name="key">What they are kept under.</param>
    /// <param name="now">When they must not have expired yet.</param>
    /// <returns>The outputs; undefined when there are none.</returns>
    ValueTask<Expressions.Values.Value> FindCachedAsync(string key, DateTimeOffset now);
}
