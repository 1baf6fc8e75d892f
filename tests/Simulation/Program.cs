using System.Diagnostics;
using System.Globalization;
using Simulation;
using Simulation.Kernel;

// simulation [--from N] [--seeds N] [--threads N]   runs many seeds
// simulation --seed N                               runs one and prints its history
var from = Option("--from", 1);
if (Option("--seed", 0) is > 0 and var only)
{
    var outcome = SimulationRun.Of((ulong)only, keepsLines: true);
    foreach (var line in outcome.Lines)
    {
        Console.WriteLine(line);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed={outcome.Seed} step={outcome.Steps} hash={outcome.Hash:x16} {outcome.Failure ?? "ok"}"));
    return outcome.Failure is null ? 0 : 1;
}

var watch = Stopwatch.StartNew();
var total = Batch.Run(
    (ulong)from,
    Option("--seeds", 1_000),
    (int)Option("--threads", Environment.ProcessorCount),
    failed => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed={failed.Seed} step={failed.Steps}: {failed.Failure}")));
Console.WriteLine(total);
foreach (var kind in Enum.GetValues<FaultKind>())
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind,-18} {total.Faults[kind],12}"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F1} s"));
return total.Failed.Count == 0 && total.Missing.Count == 0 ? 0 : 1;

long Option(string name, long otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : long.Parse(args[at + 1], CultureInfo.InvariantCulture);
}
