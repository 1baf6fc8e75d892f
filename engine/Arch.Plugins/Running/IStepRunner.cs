using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Carries out attempts of one step type. JSON goes in and out: no type of a plugin leaves it.</summary>
/// <remarks>Safe to use from many threads at once.</remarks>
public interface IStepRunner
{
    /// <summary>Gets where the step type comes from.</summary>
    PluginOrigin Origin { get; }

    /// <summary>Carries out one attempt.</summary>
    /// <param name="inputUtf8">The inputs, a JSON object in UTF-8; empty stands for the empty object.</param>
    /// <param name="context">The attempt and the services that are granted to it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The outputs, a JSON object in UTF-8.</returns>
    /// <exception cref="StepException">
    /// The attempt failed: in the plugin's own words, or ARCH4101 (an input does not fit its declaration), ARCH4102 (the
    /// outputs cannot be written), ARCH4110 (the step threw something else).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken);
}
