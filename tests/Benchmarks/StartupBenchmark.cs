using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>
/// The time from the start of a process to its end, and its largest memory: the program with a small workflow, beside the
/// smallest console program, in turns.
/// </summary>
internal static class StartupBenchmark
{
    private const int Runs = 15;
    private const string Workflow = "workflows/examples/hello.yaml";
    private const string TimeProgram = "/usr/bin/time";

    public static async Task RunAsync()
    {
        Console.WriteLine($"startup: {Runs} runs each, in turns");
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            var hello = new HelloProgram(Path.Combine(folder, "hello"));
            await hello.BuildAsync();
            string[] arch = [SourceTree.Program, "run", Path.Combine(SourceTree.Root, Workflow)];
            Sample[] helloRuns = new Sample[Runs], archRuns = new Sample[Runs];
            // The first run of each warms up the file cache, and makes the data folder.
            for (var i = -1; i < Runs; i++)
            {
                var one = await MeasureAsync(folder, [hello.Path]);
                var other = await MeasureAsync(folder, arch);
                if (i >= 0)
                {
                    (helloRuns[i], archRuns[i]) = (one, other);
                }
            }

            Print("console hello", helloRuns);
            Print("arch run hello", archRuns);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  ratio of the medians {Median(archRuns, run => run.Seconds) / Median(helloRuns, run => run.Seconds):N2}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Sample> MeasureAsync(string folder, string[] command)
    {
        var clock = Stopwatch.StartNew();
        await ChildProcess.RunAsync(folder, command);
        var seconds = clock.Elapsed.TotalSeconds;
        if (!File.Exists(TimeProgram))
        {
            return new Sample(seconds, double.NaN);
        }

        // Memory is taken in a run of its own: the small program around it would be part of the time.
        var file = Path.Combine(folder, "peak");
        await ChildProcess.RunAsync(folder, [TimeProgram, "-f", "%M", "-o", file, .. command]);
        return new Sample(seconds, double.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture) / 1024);
    }

    private static void Print(string what, Sample[] runs)
    {
        var memory = double.IsNaN(runs[0].Mebibytes)
            ? $"(no peak memory without {TimeProgram})"
            : Spread(runs, run => run.Mebibytes, "N1") + " MiB at most";
        Console.WriteLine($"  {what,-15} {Spread(runs, run => run.Seconds, "N3")} s   {memory}");
    }

    private static string Spread(Sample[] runs, Func<Sample, double> figure, string format)
    {
        var inOrder = runs.Select(figure).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{inOrder[Runs / 2].ToString(format, CultureInfo.InvariantCulture)} [{inOrder[0].ToString(format, CultureInfo.InvariantCulture)}-{inOrder[^1].ToString(format, CultureInfo.InvariantCulture)}]");
    }

    private static double Median(Sample[] runs, Func<Sample, double> figure) => runs.Select(figure).Order().ElementAt(Runs / 2);

    private readonly record struct Sample(double Seconds, double Mebibytes);
}
