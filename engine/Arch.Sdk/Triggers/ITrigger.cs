namespace Arch.Sdk.Triggers;

/// <summary>What every trigger type implements; use <see cref="ITrigger{TSettings, TItem}"/>.</summary>
#pragma warning disable CA1040 // The loader finds trigger types by this interface without knowing their type arguments
public interface ITrigger;
#pragma warning restore CA1040

/// <summary>
/// A trigger type: a class with this interface and a <see cref="TriggerAttribute"/>, which looks for news at an interval that
/// the workflow gives with <c>every</c>.
/// </summary>
/// <remarks>
/// The host keeps the cursor in the same commit as the runs that the items start, so that a crash loses no item and starts none
/// twice. It creates one object a trigger type and calls it from many threads at once, but never twice at a time for one trigger.
/// </remarks>
/// <typeparam name="TSettings">The record that the trigger's <c>with:</c> is read into.</typeparam>
/// <typeparam name="TItem">The record that becomes <c>trigger.item</c>.</typeparam>
public interface ITrigger<in TSettings, TItem> : ITrigger
    where TSettings : class
    where TItem : class
{
    /// <summary>Looks for what is new since the cursor.</summary>
    /// <param name="settings">The settings, already checked against the record's declaration.</param>
    /// <param name="context">The cursor, and the services that the host grants.</param>
    /// <param name="cancellationToken">Ends the look; the cursor then stays where it is.</param>
    /// <returns>The new items and the cursor behind them.</returns>
    /// <exception cref="StepException">The look failed. The host tries again later, with back-off when it is retryable.</exception>
    Task<TriggerBatch<TItem>> PollAsync(TSettings settings, TriggerContext context, CancellationToken cancellationToken);
}
