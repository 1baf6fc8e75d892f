using System.Diagnostics;
using System.Globalization;
using Arch.Expressions.JavaScript;
using Arch.Plugins;
using Arch.Plugins.BuiltIn;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Editing;

namespace Benchmarks;

/// <summary>
/// How fast workflow files are checked: <c>arch validate</c> over folders of the examples under names of their own, from the start of
/// the process to its end; and one file of 300 lines as an editor has it checked at each key.
/// </summary>
internal static class CheckBenchmark
{
    private const string TimeProgram = "/usr/bin/time";
    private const int Edits = 200;
    private static readonly int[] Counts = [10, 100, 1_000, 4_000];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            var examples = Directory.GetFiles(Path.Combine(SourceTree.Root, "workflows/examples"), "*.yaml")
                .Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
                .ToArray();
            Console.WriteLine($"check: {examples.Length} examples of {examples.Average(text => text.Split('\n').Length):N0} lines in the mean, copied");
            foreach (var count in Counts)
            {
                await MeasureAsync(Path.Combine(folder, count.ToString(CultureInfo.InvariantCulture)), count, examples);
            }

            MeasureEdits();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, int count, string[] examples)
    {
        var workflows = Directory.CreateDirectory(Path.Combine(folder, "workflows")).FullName;
        for (var i = 0; i < count; i++)
        {
            var file = Path.Combine(workflows, i.ToString(CultureInfo.InvariantCulture) + ".yaml");
            await File.WriteAllTextAsync(file, Copy(examples[i % examples.Length], i / examples.Length));
        }

        string[] command = [SourceTree.Program, "validate", "workflows"];
        await ChildProcess.RunAsync(folder, command);
        var clock = Stopwatch.StartNew();
        await ChildProcess.RunAsync(folder, command);
        var seconds = clock.Elapsed.TotalSeconds;
        var memory = "";
        if (File.Exists(TimeProgram))
        {
            var file = Path.Combine(folder, "peak");
            await ChildProcess.RunAsync(folder, [TimeProgram, "-f", "%M", "-o", file, .. command]);
            var peak = double.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture) / 1024;
            memory = string.Create(CultureInfo.InvariantCulture, $"   {peak:N0} MiB at most");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {count,5:N0} files  {seconds,6:N2} s  {count / seconds,7:N0} files/s{memory}"));
    }

    private static string Copy(string text, int number)
    {
        var space = "copy_" + number.ToString(CultureInfo.InvariantCulture);
        return text.Replace("namespace: examples", $"namespace: {space}", StringComparison.Ordinal)
            .Replace("call: examples.", $"call: {space}.", StringComparison.Ordinal);
    }

    // As in an editor: the text changes by a letter each time, nothing of the last check is used.
    private static void MeasureEdits()
    {
        using var steps = PluginCatalog.Open([], CoreSteps.All);
        var service = new LanguageService(new WorkflowCompiler(new JavaScriptLanguage(), steps, NoWorkflows.Value, new ActionFolder(Path.GetTempPath())));
        var lines = Enumerable.Range(0, 98).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"  - id: step_{i}\n    uses: core.log@1\n    with: {{message: \"${{{{ inputs.name }}}} {(i == 0 ? "first" : $"${{{{ steps.step_{i - 1}.status }}}}")}\"}}"));
        var text = "arch: 1\nid: long\nnamespace: bench\ninputs:\n  name: {type: string}\nsteps:\n" + string.Join('\n', lines) + "\n";
        var times = new double[Edits];
        for (var i = 0; i < Edits; i++)
        {
            var edited = new SourceText("long.yaml", text + new string('#', i) + "\n");
            var clock = Stopwatch.GetTimestamp();
            var analysis = service.Analyze(edited);
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            if (analysis.Diagnostics.Count > 0)
            {
                throw new InvalidOperationException(analysis.Diagnostics[0].ToString());
            }
        }

        var first = times[0];
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  a file of {text.Split('\n').Length - 1} lines again and again: first {first:N1} ms, p50 {times[Edits / 2]:N2} ms, slowest {times[^1]:N1} ms"));
    }
}
