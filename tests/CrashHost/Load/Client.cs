using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Inputs;

namespace CrashHost.Load;

/// <summary>Starts runs, signals them and waits for their ends; goes on with what the clients of hosts before had begun.</summary>
internal sealed class Client(WorkflowEngine engine, Definitions definitions, Ledger ledger, HostOptions options)
{
    private static readonly Value s_trigger = Value.From(ValueObject.Of(("kind", Value.From("manual"))));

    private int _underWay;

    public async Task RunAsync()
    {
        var begun = ledger.Entries.Values.Where(entry => entry.End is null).Select(DriveAsync).ToList();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / options.Rate));
        for (var number = ledger.Entries.Count; number < options.Runs && !(options.Until is { } file && File.Exists(file)); number++)
        {
            if (options.Measures && number > 0 && number % (options.Runs / 4) == 0)
            {
                await MeasureAsync(begun);
            }

            await pace.WaitForNextTickAsync();
            while (Volatile.Read(ref _underWay) >= options.MostUnderWay)
            {
                ThrowIfFailed(begun);
                await pace.WaitForNextTickAsync();
            }

            ThrowIfFailed(begun);
            begun.RemoveAll(task => task.IsCompletedSuccessfully);
            var kind = options.Kinds[number % options.Kinds.Count];
            var entry = new LedgerEntry(kind, string.Create(CultureInfo.InvariantCulture, $"{options.KeyPrefix}{number}"));
            ledger.Entries[entry.Key] = entry;
            begun.Add(DriveAsync(entry));
        }

        await foreach (var task in Task.WhenEach(begun))
        {
            await task;
        }

        if (options.Measures)
        {
            await MeasureAsync([]);
        }
    }

    // What is kept when no run is under way.
    private async Task MeasureAsync(List<Task> begun)
    {
        await Task.WhenAll(begun);
        ledger.Entries.Clear();
        using var self = Process.GetCurrentProcess();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured {memory} {self.HandleCount} {self.Threads.Count}"));
    }

    public async Task<RunId> StartAsync(string kind, string key)
    {
        var definition = definitions.Of(kind);
        var inputs = InputBinder.Bind(definition.Inputs, Value.From(ValueObject.Of(
            ("key", Value.From(key)), ("n", Value.From(options.FanOut)))));
        inputs.Inputs.TryGetObject(out var bound);
        return await engine.StartAsync(definition, bound ?? throw new InvalidOperationException(inputs.Problems[0].Message), s_trigger);
    }

    private static void ThrowIfFailed(List<Task> tasks) =>
        tasks.Find(task => task.IsFaulted)?.GetAwaiter().GetResult();

    private async Task DriveAsync(LedgerEntry entry)
    {
        Interlocked.Increment(ref _underWay);
        if (entry.RunId is null)
        {
            ledger.Note($"S {entry.Kind} {entry.Key}");
            entry.RunId = (await StartAsync(entry.Kind, entry.Key)).Value;
            ledger.Note($"A {entry.Kind} {entry.Key} {entry.RunId}");
        }

        var runId = new RunId(entry.RunId);
        foreach (var signal in Workloads.Signals(options.Signals ? entry.Kind : "").Where(signal => !entry.AckedSignals.Contains(signal)))
        {
            await SignalAsync(entry, runId, signal);
        }

        ledger.Note($"E {entry.Key} {await EndAsync(runId)}");
        Interlocked.Decrement(ref _underWay);
    }

    private async Task SignalAsync(LedgerEntry entry, RunId runId, string signal)
    {
        var isRepeated = entry.SentSignals.ContainsKey(signal);
        ledger.Note($"s {entry.Key} {signal}");
        try
        {
            await engine.SignalAsync(runId, signal, id: signal);
        }
        catch (ArchException exception) when (isRepeated && exception.Code is "ARCH3204" or "ARCH3206")
        {
            // The first sending had reached the run, which has ended since.
        }

        ledger.Note($"a {entry.Key} {signal}");
    }

    private async Task<string> EndAsync(RunId runId)
    {
        try
        {
            var run = await engine.WaitAsync(runId);
            while (run.Status == RunStatus.Parked && options.Resumes)
            {
                await Task.Delay(Housekeeping.Pause);
                run = await engine.WaitAsync(runId);
            }

            return run.Status.ToString();
        }
        catch (ArchException exception) when (options.Purges && exception.Code == "ARCH3204")
        {
            return "Purged";
        }
    }
}
