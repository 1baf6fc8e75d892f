using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Shell;
using Arch.Storage.Sqlite;
using CrashHost;
using CrashHost.Load;
using CrashHost.Points;
using CrashHost.Stalls;

// Runs workflows on a store until all that were wanted are over, or until it is killed. Prints "ready" when it works, and at
// the end "done", or "failed CODE" when the store cannot write any more; see HostOptions for the arguments.
var options = HostOptions.Parse(args);
Directory.CreateDirectory(options.Notes);
using var pointNotes = new NoteFile(Path.Combine(options.Notes, "points.log"));
using var effects = new NoteFile(Path.Combine(options.Notes, "effects.log"));
using var ledger = Ledger.Open(options.Notes);
var points = new KillPoints(options.KillAt, pointNotes);
try
{
    await RunAsync();
    return 0;
}
catch (JournalStoreException exception)
{
    Console.WriteLine($"failed {exception.Code} {exception.Message}");
    return 3;
}

async Task RunAsync()
{
    await using var sqlite = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = options.Store });
    await using var store = new PointStore(sqlite, points);
    var sink = new EffectSink(effects, points);
    var definitions = new Definitions();
    var engine = new WorkflowEngine(new EngineOptions
    {
        Store = store,
        Executor = sink,
        Definitions = definitions,
        Events = sink,
        Observer = sink,
        SnapshotEvery = options.SnapshotEvery,
        SweepInterval = TimeSpan.FromMilliseconds(200),
        ShortWait = TimeSpan.FromMilliseconds(100),
    });
    using var stall = options.StallWhile is { } file ? new Stall(file) : null;
    var client = new Client(engine, definitions, ledger, options);
    try
    {
        engine.Start();
        Console.WriteLine("ready");
        await WorkAsync(client, new Housekeeping(store, store, engine, ledger, options));
    }
    catch (JournalStoreException)
    {
        await TellWhatStillWorksAsync(client, store);
        throw;
    }
    finally
    {
        await engine.DisposeAsync();
    }

    Console.WriteLine("done");
}

async Task WorkAsync(Client client, Housekeeping housekeeping)
{
    using var stop = new CancellationTokenSource();
    Task[] others =
    [
        options.Purges ? housekeeping.PurgeAsync(stop.Token) : Task.CompletedTask,
        options.Resumes ? housekeeping.ResumeParkedAsync(stop.Token) : Task.CompletedTask,
        options.Reads ? housekeeping.ReadAsync(stop.Token) : Task.CompletedTask,
        options.TellsSweeps ? Housekeeping.TellAsync(options.Notes, () => points.Count("claim_runnable:after"), stop.Token) : Task.CompletedTask,
    ];
    try
    {
        await client.RunAsync();
        if (options.LeaveAt is { } file)
        {
            Console.WriteLine("over");
            while (!File.Exists(file))
            {
                await Task.Delay(Housekeeping.Pause);
            }
        }
    }
    finally
    {
        await stop.CancelAsync();
        await Task.WhenAll(others);
    }
}

// A store that cannot write refuses new runs, and is still read.
static async Task TellWhatStillWorksAsync(Client client, PointStore store)
{
    try
    {
        await client.StartAsync("brief", "after the failure");
        Console.WriteLine("started");
    }
    catch (JournalStoreException refused)
    {
        Console.WriteLine($"refused {refused.Code}");
    }

    var read = 0;
    foreach (var run in await store.ListAsync(new RunQuery { Limit = 100 }))
    {
        read += (await store.ReadAsync(run.RunId)).Count;
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {read}"));
}
