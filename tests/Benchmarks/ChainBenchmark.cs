using System.Globalization;
using Arch.Engine.Memory;
using Arch.Expressions.Values;

namespace Benchmarks;

/// <summary>What a run costs that has nothing to wait for: ten inline steps, each a small expression, in memory.</summary>
internal static class ChainBenchmark
{
    private const int Rounds = 3;
    private const int Runs = 10_000;
    private const int Steps = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"chain: {Runs:N0} runs of {Steps} inline steps in memory, {Rounds} rounds"));
        await MeasureAsync("set", Yaml(i => "{id: s" + i + ", set: {total: \"${{ vars.total + inputs.amount }}\"}}", "vars.total"), expected: 30);
        await MeasureAsync("script", Yaml(Script, "steps.s9.outputs.total"), expected: 30);
    }

    private static string Script(int i) =>
        "{id: s" + i + ", script: \"return { total: total + amount };\", outputs: {total: {type: number}}, with: {total: \"${{ "
        + (i == 0 ? "0" : $"steps.s{i - 1}.outputs.total") + " }}\", amount: \"${{ inputs.amount }}\"}}";

    private static string Yaml(Func<int, string> step, string total) =>
        $$$"""
        arch: 1
        id: chain
        namespace: bench
        inputs:
          amount: {type: number}
        vars:
          total: {type: number, default: 0}
        steps:
        {{{string.Join('\n', Enumerable.Range(0, Steps).Select(i => "  - " + step(i)))}}}
        outputs:
          total: {type: number, value: "${{ {{{total}}} }}"}
        """;

    private static async Task MeasureAsync(string verb, string yaml, double expected)
    {
        await using var store = new MemoryJournalStore();
        await using var engine = new BenchEngine(store);
        var definition = engine.Compile(yaml);
        var total = (await engine.RunAsync(definition))["total"];
        if (total != Value.From(expected))
        {
            throw new InvalidOperationException($"The chain gave {total} instead of {expected}.");
        }

        await Load.ForAsync(WarmUp, 2, _ => engine.RunAsync(definition));
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var concurrency in (int[])[1, 8])
            {
                var allocated = GC.GetTotalAllocatedBytes();
                var figures = await Load.CountAsync(Runs, concurrency, _ => engine.RunAsync(definition));
                Print(verb, concurrency, figures, GC.GetTotalAllocatedBytes() - allocated);
            }
        }
    }

    private static void Print(string verb, int concurrency, Figures figures, long allocated) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {verb,-6} {concurrency} at a time {figures.PerSecond,8:N0} runs/s {figures.PerSecond * Steps,9:N0} steps/s   p50 {figures.Median,6:N3} ms  p99 {figures.Slowest99,6:N3} ms   {1e6 / (figures.PerSecond * Steps),6:N2} us and {allocated / (Runs * Steps),6:N0} bytes a step"));
}
