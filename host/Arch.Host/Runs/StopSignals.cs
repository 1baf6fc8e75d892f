using System.Runtime.InteropServices;
using Arch.Host.Cli;

namespace Arch.Host.Runs;

/// <summary>Hears Ctrl-C and the request to terminate: the first ends work in good order, the second ends the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _count;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
    }

    /// <summary>Gets what is cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _asked.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            // Whoever asks twice wants out; the journal lets the next start go on from here.
            Environment.Exit(ExitCodes.Cancelled);
        }

        context.Cancel = true;
        _asked.Cancel();
    }
}
