using System.Diagnostics;
using Simulation;
using Simulation.Kernel;
using static System.FormattableString;

if (args is ["--help"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

var (options, problem) = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

if (options.Only is { } only)
{
    var outcome = SimulationRun.Of(only, keepsLines: true);
    foreach (var line in outcome.Lines)
    {
        Console.WriteLine(line);
    }

    Console.WriteLine(Invariant($"seed={outcome.Seed} step={outcome.Steps} hash={outcome.Hash:x16} {outcome.Failure ?? "ok"}"));
    return outcome.Failure is null ? 0 : 1;
}

var watch = Stopwatch.StartNew();
var total = Batch.Run(options.From, options.Seeds, options.Threads, failed => Console.WriteLine(failed));
Console.WriteLine(total);
foreach (var kind in Enum.GetValues<FaultKind>())
{
    Console.WriteLine(Invariant($"  {kind,-18} {total.Faults[kind],12}"));
}

Console.WriteLine(Invariant($"{watch.Elapsed.TotalSeconds:F1} s"));
return total.Failed.Count == 0 && (total.Missing.Count == 0 || options.Seeds < 1_000) ? 0 : 1;
