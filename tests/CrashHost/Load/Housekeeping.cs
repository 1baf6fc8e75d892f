using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Sdk;

namespace CrashHost.Load;

/// <summary>What goes on beside the runs: old ones are removed, and any are read and resumed.</summary>
internal sealed class Housekeeping(IJournalStore store, IRunIndex index, WorkflowEngine engine, Ledger ledger, HostOptions options)
{
    /// <summary>The name of the file that says how often work was looked for.</summary>
    public const string SweepsFile = "sweeps";

    /// <summary>How often a person looks for parked runs.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Resumes parked runs, as a person would do; also those that were called, for which others wait.</summary>
    public async Task ResumeParkedAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var parked in await index.ListAsync(new RunQuery { Status = RunStatus.Parked }))
            {
                ledger.Note($"R {parked.RunId} {parked.Error?.Code}");
                await ResumeAsync(parked.RunId);
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells in a file how often the host has looked for work.</summary>
    public static async Task TellAsync(string notes, Func<int> sweeps, CancellationToken cancellationToken)
    {
        var (path, next) = (Path.Combine(notes, SweepsFile), Path.Combine(notes, "sweeps.next"));
        while (!cancellationToken.IsCancellationRequested)
        {
            // Whoever reads it finds a whole number.
            await File.WriteAllTextAsync(next, sweeps().ToString(CultureInfo.InvariantCulture), CancellationToken.None);
            File.Move(next, path, overwrite: true);
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await index.PurgeAsync(new PurgeQuery { Workflow = "load.brief", Limit = 20 });
            await Task.Delay(5, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It is to be repeatable, not secret")]
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        while (!cancellationToken.IsCancellationRequested)
        {
            var runs = await index.ListAsync(new RunQuery { Limit = 100 });
            if (runs.Count > 0)
            {
                var runId = runs[random.Next(runs.Count)].RunId;
                await store.ReadAsync(runId);
                await ResumeAsync(runId);
            }

            await Task.Delay(2, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ResumeAsync(RunId runId)
    {
        try
        {
            await engine.RecoverAsync(runId);
            await engine.ResumeAsync(runId);
        }
        catch (ArchException exception) when (exception.Code is "ARCH3204" or "ARCH3206")
        {
            // It was removed, or has ended, meanwhile.
        }
    }
}
