using Benchmarks;

const string Usage = """
    Measures Arch on this machine. Build it with -c Release, and let nothing else run.

      chain     runs of ten inline steps in memory: steps with 'set', and with 'script', 1 and 8 runs at a time
      durable   runs of ten external steps that do nothing, each durable in SQLite, 1 and 32 runs at a time,
                beside what the disk can flush
      store     commits of the store alone, beside what the disk can flush
      list      lists of runs out of a million, for each combination of filters; claims and purges
      size      how much of the disk a durable run takes
      waiting   100,000 durable runs that wait: the memory they hold, and how fast they go on
      resume    a run of 100,000 records comes back from its snapshot, and from its journal alone, beside one of 1,000
      agents    10,000 idle agents: the memory they hold and how fast they come back; durable messages a second
      startup   'arch run workflows/examples/hello.yaml' from start to exit, beside a console program that says hello
      check     'arch validate' over up to 4,000 files, and a file of 300 lines as an editor has it checked
      vectors   exact search over 1,000,000 vectors beside a plain loop and the memory's speed; filtered and hybrid search
      all       all of these; so does no argument

    dotnet run -c Release --project tests/Benchmarks -- chain|durable|store|list|size|waiting|resume|agents|startup|check|vectors|all
    """;

var benchmarks = new (string Name, Func<Task> RunAsync)[]
{
    ("chain", ChainBenchmark.RunAsync),
    ("durable", DurableBenchmark.RunAsync),
    ("store", StoreBenchmark.RunAsync),
    ("list", ListBenchmark.RunAsync),
    ("size", SizeBenchmark.RunAsync),
    ("waiting", WaitingBenchmark.RunAsync),
    ("resume", ResumeBenchmark.RunAsync),
    ("agents", AgentBenchmark.RunAsync),
    ("startup", StartupBenchmark.RunAsync),
    ("check", CheckBenchmark.RunAsync),
    ("vectors", VectorBenchmark.RunAsync),
};

var which = args.Length == 0 ? "all" : args[0];
if (which is "help" or "--help" or "-h")
{
    Console.WriteLine(Usage);
    return 0;
}

var chosen = Array.FindAll(benchmarks, benchmark => which == "all" || which == benchmark.Name);
if (chosen.Length == 0 || args.Length > 1)
{
    await Console.Error.WriteLineAsync($"'{string.Join(' ', args)}' is not the name of one benchmark.\n\n{Usage}");
    return 2;
}

Machine.Print();
foreach (var benchmark in chosen)
{
    await benchmark.RunAsync();
}

return 0;
