using Arch.Sdk.Processes;

namespace Arch.Sdk.Testing;

/// <summary>Stands for programs: none is started.</summary>
public sealed class BenchProcesses : IProcessAccess
{
    private readonly List<ProcessRequest> _requests = [];

    /// <summary>Gets or sets what says how a program ended.</summary>
    /// <value><see langword="null"/> unless set: then every program is refused.</value>
    public Func<ProcessRequest, CancellationToken, Task<ProcessResult>>? Run { get; set; }

    /// <summary>Gets the programs that were asked for, oldest first.</summary>
    public IReadOnlyList<ProcessRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }

        return Run is { } run
            ? run(request, cancellationToken)
            : throw new StepException("ARCH4221", $"The test lets nobody start '{request.Program}': set Processes.Run of the bench.");
    }
}
