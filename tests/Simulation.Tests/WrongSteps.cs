using Arch.Engine.Ports;

namespace Simulation.Tests;

/// <summary>Carries out steps in a way in which an engine with an error would have it done.</summary>
internal sealed class WrongSteps(Func<StepInvocation, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> execute) : IStepExecutor
{
    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken) =>
        execute(invocation, cancellationToken);
}
