using Arch.Engine.Runs;

namespace Arch.Triggers.Ports;

/// <summary>Keeps what triggers did and will do.</summary>
/// <remarks>Safe to use from many threads and hosts. A method's work is durable when its task ends.</remarks>
public interface ITriggerStore : IAsyncDisposable
{
    /// <summary>Gets what is remembered of all triggers.</summary>
    /// <returns>The states.</returns>
    ValueTask<IReadOnlyList<TriggerState>> ReadStatesAsync();

    /// <summary>Pauses a trigger, or lets it go on.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="by">Who pauses it; <see langword="null"/> to let it go on.</param>
    /// <param name="at">When.</param>
    /// <returns>A task that ends when it is done.</returns>
    ValueTask PauseAsync(string workflow, string trigger, string? by, DateTimeOffset at);

    /// <summary>
    /// Adds firings and notes until when a trigger's times were dealt with, all or nothing. A firing whose key counts already is left out.
    /// </summary>
    /// <param name="firings">The firings, all of one trigger.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="seenUntil">Until when its times were dealt with; <see langword="null"/> leaves that as it is.</param>
    /// <returns>The numbers of the firings in their order; <see langword="null"/> for one that was left out.</returns>
    ValueTask<IReadOnlyList<long?>> AddAsync(IReadOnlyList<Firing> firings, string workflow, string trigger, DateTimeOffset? seenUntil = null);

    /// <summary>Adds a firing in the place of the one that waits under the same key, if there is one.</summary>
    /// <param name="firing">The firing, which waits.</param>
    /// <returns>Its number.</returns>
    ValueTask<long> ReplaceWaitingAsync(Firing firing);

    /// <summary>Gets the firings whose time has come, in order of it.</summary>
    /// <param name="now">Until when a moment counts as come.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <returns>The firings.</returns>
    ValueTask<IReadOnlyList<Firing>> FindDueAsync(DateTimeOffset now, int limit);

    /// <summary>Gets when the next firing is due.</summary>
    /// <returns>The moment; <see langword="null"/> when none waits.</returns>
    ValueTask<DateTimeOffset?> FindNextDueAsync();

    /// <summary>Puts a firing off.</summary>
    /// <param name="number">The firing.</param>
    /// <param name="dueAt">Until when.</param>
    /// <returns>A task that ends when it is done.</returns>
    ValueTask PutOffAsync(long number, DateTimeOffset dueAt);

    /// <summary>Notes what came of a firing that waited.</summary>
    /// <param name="number">The firing.</param>
    /// <param name="status">Where it stands now.</param>
    /// <param name="runId">The run that it started; <see langword="null"/> for none.</param>
    /// <param name="reason">Why it started none.</param>
    /// <returns>A task that ends when it is done.</returns>
    ValueTask FinishAsync(long number, FiringStatus status, RunId? runId, string? reason);

    /// <summary>Finds the last run that a trigger started.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The run; <see langword="null"/> when it started none.</returns>
    ValueTask<RunId?> FindLastRunAsync(string workflow, string trigger);

    /// <summary>Lists firings, the newest first.</summary>
    /// <param name="query">Which firings.</param>
    /// <returns>The firings.</returns>
    ValueTask<IReadOnlyList<Firing>> ListAsync(FiringQuery query);

    /// <summary>Forgets firings that do not wait.</summary>
    /// <param name="before">Those from before then.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <returns>How many there were.</returns>
    ValueTask<int> ForgetAsync(DateTimeOffset before, int limit);
}
