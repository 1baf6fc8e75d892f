using Arch.Engine.Ports;
using Arch.Workflows.Definitions;

namespace Arch.Testing;

/// <summary>Really carries out the steps of a case that are not mocked.</summary>
public interface ITestSteps
{
    /// <summary>The code of the failure of a step that is neither mocked nor allowed to be really run.</summary>
    const string NotMocked = "ARCH7010";

    /// <summary>Tells whether a step may run without a mock and without being allowed, because it has no effects outside of the run.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Whether it may.</returns>
    bool MayRun(UsesNode step);

    /// <summary>Carries out one attempt.</summary>
    /// <param name="invocation">The attempt.</param>
    /// <param name="isAllowed">Whether the case allows effects, such as on files; otherwise an effect fails the attempt.</param>
    /// <param name="time">The clock of the case.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The outputs as JSON in UTF-8, an object.</returns>
    /// <exception cref="Sdk.StepException">The attempt failed; with <see cref="NotMocked"/> when it was about to have an effect.</exception>
    ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(
        StepInvocation invocation,
        bool isAllowed,
        TimeProvider time,
        CancellationToken cancellationToken);
}
