namespace Arch.Sdk.Processes;

/// <summary>Starts programs: those that were granted, with nothing of the host's environment.</summary>
public interface IProcessAccess
{
    /// <summary>Starts a program without a shell and waits for its end. What it left running in the background ends with it.</summary>
    /// <param name="request">The program and what it is given.</param>
    /// <param name="cancellationToken">Ends the program and all that it started.</param>
    /// <returns>How it ended, whatever its exit code.</returns>
    /// <exception cref="StepException">
    /// ARCH4221: the program may not be started. ARCH4222: it cannot be started, because it is missing or no program.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the program is gone.</exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken);
}
