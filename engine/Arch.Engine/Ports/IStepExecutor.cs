namespace Arch.Engine.Ports;

/// <summary>Carries out attempts of steps that have effects outside of the run.</summary>
public interface IStepExecutor
{
    /// <summary>Carries out one attempt.</summary>
    /// <param name="invocation">The attempt.</param>
    /// <param name="cancellationToken">Is cancelled when the attempt times out, the run is cancelled or the host stops.</param>
    /// <returns>The outputs as JSON in UTF-8, an object; must not change afterwards.</returns>
    /// <exception cref="Sdk.StepException">The attempt failed.</exception>
    ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken);
}
