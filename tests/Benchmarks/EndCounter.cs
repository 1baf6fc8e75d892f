using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Benchmarks;

/// <summary>Counts the runs that end.</summary>
internal sealed class EndCounter : IRunObserver
{
    private TaskCompletionSource _all = new();
    private int _left;

    /// <summary>Waits for the ends of so many runs from now on.</summary>
    public Task WhenAsync(int runs)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, runs);
        return _all.Task;
    }

    public void OnRunChanged(RunSummary run)
    {
        if (run.HasEnded && Interlocked.Decrement(ref _left) == 0)
        {
            _all.TrySetResult();
        }
    }

    public void OnProgress(StepProgress progress)
    {
    }

    public void OnWarning(RunWarning warning)
    {
    }

    public void OnTrouble(ArchException exception)
    {
    }
}
