using Arch.Engine.Memory;
using Arch.Engine.Verification;
using Simulation.Hosts;
using Simulation.Kernel;
using Simulation.Oracle;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation;

/// <summary>One history: workflows, hosts, clients and faults drawn from a seed; then peace, in which everything must come to its end.</summary>
internal sealed class SimulationRun
{
    private const int MostRounds = 2_000;
    private const int MostIdleRounds = 20;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(10);

    private readonly World _world;
    private readonly WorkflowSet _workflows;
    private readonly MemoryJournalStore _disk;
    private readonly SimBus _bus;
    private readonly Judge _judge;
    private readonly Cluster _cluster;
    private readonly Client _client;

    private SimulationRun(ulong seed, bool keepsLines, Defects defects, MemoryJournalStore disk)
    {
        _disk = disk;
        _world = new World(seed, keepsLines, defects);
        _workflows = new WorkflowSet(_world.Random, _world.Settings.Moves);
        _bus = new SimBus(_world);
        _judge = new Judge(_world, _workflows, _disk);
        _cluster = new Cluster(_world, _judge, _workflows, _disk, _bus);
        _client = new Client(_world, _cluster, _judge, _workflows, _disk);
        _cluster.Stopped = CheckAnswers;
    }

    /// <summary>Runs a seed on a thread of its own, where nothing else can put continuations.</summary>
    public static Outcome Of(ulong seed, bool keepsLines = false, Defects? defects = null)
    {
        Outcome? outcome = null;
        var thread = new Thread(() => outcome = Start(seed, keepsLines, defects ?? Defects.None), 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return outcome ?? throw new InvalidOperationException(Invariant($"seed={seed} ended without an outcome"));
    }

    private static Outcome Start(ulong seed, bool keepsLines, Defects defects)
    {
#pragma warning disable CA2000 // It holds nothing but memory; disposing it would end an ownership that it does not have
        var disk = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
#pragma warning restore CA2000
        return new SimulationRun(seed, keepsLines, defects, disk).Run(seed);
    }

    private Outcome Run(ulong seed)
    {
        try
        {
            _cluster.Start();
            _client.Begin();
            _world.RunUntil(_world.Settings.Length);

            _world.IsHostile = false;
            _cluster.Calm();
            Finish();
        }
#pragma warning disable CA1031 // Whatever it is, the seed that leads to it must be told
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _world.Fail($"something throws where nothing may: {exception}");
        }

        return new Outcome(
            seed,
            _world.Failure,
            _world.Step,
            _world.History.Hash,
            _world.Faults,
            _judge.Books.Count,
            _judge.Books.Sum(book => book.Sequence),
            _judge.Effects.Count,
            [.. _workflows.Texts, .. _world.History.Lines]);
    }

    private void Finish()
    {
        var calm = new CalmCheck(_world, _judge, _disk);
        var (records, idle) = (0L, 0);
        for (var round = 0; round < MostRounds && idle < MostIdleRounds && !_world.HasFailed; round++)
        {
            _world.RunUntil(_world.Now + s_round);
            var now = _judge.Books.Where(book => book.Ended is null).Sum(book => book.Sequence - book.Received.Values.Sum());
            (records, idle) = (now, now == records ? idle + 1 : 0);
            _cluster.Fill();
            if (round == 2)
            {
                calm.Look();
            }
            else if (round == 3 && _world.Settings.MostRunsInMemory > 100)
            {
                calm.Check();
                Verify();
            }

            if (round >= 3 && _judge.Books.All(book => book.Ended is not null))
            {
                _world.RunUntil(_world.Now + s_round);
                CheckEnd();
                return;
            }

            if (round >= 3)
            {
                _client.Help();
            }
        }

        var stuck = _judge.Books.FirstOrDefault(book => book.Ended is null);
        _world.Fail($"run '{stuck?.RunId}' does not end: {stuck?.Status}, {string.Join("; ", stuck?.Steps.Select(step => step.ToString()) ?? [])}");
    }

    // The verifier of stores, which is the engine's own, must find nothing either.
    private void Verify()
    {
        var verifier = new StoreVerifier(_disk, _disk, _workflows, TimeProvider.System);
        foreach (var violation in verifier.VerifyAsync().GetAwaiter().GetResult().Violations.Where(violation => violation.Invariant != "I7"))
        {
            _world.Fail($"the verifier finds {violation.Invariant} for run '{violation.RunId}': {violation.Message}");
        }
    }

    private void CheckEnd()
    {
        Verify();
        _cluster.AskWhetherIdle();
        _world.RunUntil(_world.Now + s_round);
        _cluster.Busy.ForEach(host => _world.Fail($"all runs have ended, but {host.Name} holds some in memory or has something to do."));
        new EndCheck(_world, _judge, _disk, _bus).Check(_client.Ledger);
        CheckAnswers(null);
    }

    private void CheckAnswers(SimHost? stopped)
    {
        foreach (var call in _client.Unanswered.Where(call => stopped is null || call.Host == stopped))
        {
            _world.Fail($"the call '{call.What}' is never answered by {call.Host.Name}.");
        }
    }
}
