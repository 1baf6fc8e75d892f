using System.Diagnostics;
using System.Globalization;

namespace CrashHost.Stalls;

/// <summary>
/// Lets the process stand still while a file is there: every thread of the pool is blocked, and garbage is collected without pause.
/// Says "stalling" when nothing works any more and "stalled" when all goes on, with what was measured in between: milliseconds in
/// which the runtime stopped all threads, collections of the oldest generation, milliseconds for which a piece of work waited for a
/// thread, and pieces that waited at the end.
/// </summary>
internal sealed class Stall : IDisposable
{
    private const int Threads = 8;

    // What the catalogue asks for; the stall goes on until the runtime itself says that it was so long.
    private static readonly TimeSpan s_leastPause = TimeSpan.FromSeconds(2);

    private readonly string _file;
    private readonly Thread _thread;
    private volatile bool _isOver;

    public Stall(string file)
    {
        _file = file;
        _thread = new Thread(Watch) { IsBackground = true, Name = "Stall" };
        _thread.Start();
    }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    // On a thread of its own, because there is no other that still runs.
    private void Watch()
    {
        while (!_isOver)
        {
            if (File.Exists(_file))
            {
                StandStill();
            }

            Thread.Sleep(10);
        }
    }

    private void StandStill()
    {
        using var pool = new BlockedPool(Threads);
        var waiting = Stopwatch.StartNew();
        using var probe = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ => { waiting.Stop(); probe.Set(); }, null);
        var (pause, collections) = (GC.GetTotalPauseDuration(), GC.CollectionCount(GC.MaxGeneration));
        Console.WriteLine("stalling");

        // Many small objects that point at each other: the collector has to look at all, and to move them.
        var heap = new List<object[]>();
        while (File.Exists(_file) || GC.GetTotalPauseDuration() - pause < s_leastPause)
        {
            Fill(heap);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        pause = GC.GetTotalPauseDuration() - pause;
        collections = GC.CollectionCount(GC.MaxGeneration) - collections;
        var pending = ThreadPool.PendingWorkItemCount;
        var hasRun = probe.IsSet;
        pool.Free();
        probe.Wait();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"stalled {pause.TotalMilliseconds:0} {collections} {(hasRun ? 0 : waiting.ElapsedMilliseconds)} {pending}"));
    }

    private static void Fill(List<object[]> heap)
    {
        if (heap.Count > 400_000)
        {
            heap.RemoveRange(0, heap.Count / 2);
        }

        for (var i = 0; i < 100_000; i++)
        {
            heap.Add([heap.Count > 0 ? heap[^1][1] : "", new byte[64]]);
        }
    }
}
