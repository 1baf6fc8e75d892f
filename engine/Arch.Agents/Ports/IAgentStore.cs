using Arch.Agents.Lifecycle;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>
/// Keeps agents, their state, their mailboxes and what is to be carried out for them. Many processes may use one store; an agent is
/// handled by its owner alone. Safe to use from many threads at once.
/// </summary>
/// <remarks>Each change is durable when its task ends. A failure of the store is an <see cref="Sdk.ArchException"/>.</remarks>
public interface IAgentStore : IAsyncDisposable
{
    /// <summary>After how many owners that died in a row the message of an agent is put aside.</summary>
    const int MostCrashes = 10;

    /// <summary>Makes an agent, or gives it another definition. One that runs and is changed gets a start message.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="at">When.</param>
    /// <returns>Whether it is new or changed.</returns>
    ValueTask<bool> DeclareAsync(AgentDefinition definition, DateTimeOffset at);

    /// <summary>Finds an agent.</summary>
    /// <param name="agent">Its name.</param>
    ValueTask<AgentSummary?> FindAsync(string agent);

    /// <summary>Finds the definition and the state of an agent.</summary>
    /// <param name="agent">Its name.</param>
    ValueTask<(AgentDefinition Definition, byte[]? State)?> ReadAsync(string agent);

    /// <summary>Lists agents by name.</summary>
    /// <param name="query">Which.</param>
    ValueTask<IReadOnlyList<AgentSummary>> ListAsync(AgentQuery query);

    /// <summary>Lists messages that wait, in the order in which they are handled.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="limit">How many at most.</param>
    ValueTask<IReadOnlyList<AgentMail>> ListMailAsync(string agent, int limit);

    /// <summary>Lists messages that were put aside, the newest first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="limit">How many at most.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(string agent, int limit);

    /// <summary>Reads the log of an agent, the oldest line first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="limit">How many of the newest lines.</param>
    ValueTask<IReadOnlyList<AgentLogLine>> ReadLogAsync(string agent, int limit);

    /// <summary>Adds to the log of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="line">The line.</param>
    ValueTask AppendLogAsync(string agent, AgentLogLine line);

    /// <summary>Puts a message into a mailbox.</summary>
    /// <param name="mail">The message.</param>
    ValueTask<MailResult> SendAsync(AgentMail mail);

    /// <summary>Puts an event into the mailboxes of all agents whose inbox names its subject. Full mailboxes do without.</summary>
    /// <param name="message">The event.</param>
    /// <returns>How many got it.</returns>
    ValueTask<int> DeliverAsync(BusEvent message);

    /// <summary>Starts, pauses or stops an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="happening">What is asked. <see cref="StopAsked.MayBeBusy"/> is told by the store itself.</param>
    /// <param name="at">When.</param>
    /// <returns>How it stands then; <see langword="null"/> when there is no such agent.</returns>
    ValueTask<AgentLife?> ChangeAsync(string agent, AgentHappening happening, DateTimeOffset at);

    /// <summary>Takes over all agents that have no owner, or a dead one.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>How many.</returns>
    ValueTask<int> ClaimAsync(DateTimeOffset now);

    /// <summary>Gives back all agents that this owner has.</summary>
    ValueTask ReleaseAsync();

    /// <summary>Finds agents of this owner for which there is something to do, those that waited longest first.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="limit">How many at most.</param>
    ValueTask<IReadOnlyList<ReadyAgent>> FindReadyAsync(DateTimeOffset now, int limit);

    /// <summary>Finds the moment at which there is something to do for an agent of this owner.</summary>
    /// <returns><see langword="null"/> when nothing is known to come.</returns>
    ValueTask<DateTimeOffset?> FindNextWakeAsync();

    /// <summary>Reads what is needed to handle the next message of an agent of this owner.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The moment.</param>
    /// <returns><see langword="null"/> when there is nothing to do for it, or it has another owner.</returns>
    ValueTask<AgentWork?> LoadAsync(string agent, DateTimeOffset now);

    /// <summary>Keeps what follows from handling a message.</summary>
    /// <param name="commit">All of it.</param>
    ValueTask<AgentCommitResult> CommitAsync(AgentCommit commit);

    /// <summary>Lists the runs whose end agents wait for, by id.</summary>
    /// <param name="after">The id after which to begin; empty for the first.</param>
    /// <param name="limit">How many at most.</param>
    ValueTask<IReadOnlyList<string>> ListAwaitedAsync(string after, int limit);

    /// <summary>Tells those who wait for it that a run has ended: their messages are due now.</summary>
    /// <param name="end">The end.</param>
    /// <param name="at">When.</param>
    /// <returns>How many waited for it.</returns>
    ValueTask<int> ArriveAsync(AgentRunEnd end, DateTimeOffset at);

    /// <summary>Reads what is to be carried out, the oldest first.</summary>
    /// <param name="after">The number after which to begin.</param>
    /// <param name="limit">How many at most.</param>
    ValueTask<IReadOnlyList<OutboxItem>> ReadOutboxAsync(long after, int limit);

    /// <summary>Forgets what was carried out.</summary>
    /// <param name="numbers">Which.</param>
    ValueTask RemoveOutboxAsync(IReadOnlyList<long> numbers);

    /// <summary>Forgets the ids of messages that were handled long ago; the same id would be handled again.</summary>
    /// <param name="before">Until when.</param>
    /// <returns>How many were forgotten.</returns>
    ValueTask<int> ForgetAsync(DateTimeOffset before);
}
