using Arch.Sdk;
using Arch.Sdk.Triggers;

namespace Arch.Plugins.Running;

/// <summary>Looks for news by one trigger type. JSON goes in and out: no type of a plugin leaves it.</summary>
/// <remarks>Safe to use from many threads at once.</remarks>
public interface ITriggerRunner
{
    /// <summary>Gets where the trigger type comes from.</summary>
    PluginOrigin Origin { get; }

    /// <summary>Looks once.</summary>
    /// <param name="settingsUtf8">The settings, a JSON object in UTF-8; empty stands for the empty object.</param>
    /// <param name="context">The cursor and the services that are granted.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>What is new.</returns>
    /// <exception cref="StepException">
    /// The look failed: in the plugin's own words, or ARCH4101 (a setting does not fit its declaration), ARCH4102 (an item cannot be
    /// written), ARCH4103 (an item has no key or the cursor is too long), ARCH4110 (the trigger threw something else).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<TriggerNews> PollAsync(ReadOnlyMemory<byte> settingsUtf8, TriggerContext context, CancellationToken cancellationToken);
}
