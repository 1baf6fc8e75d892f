using Simulation.Kernel;

namespace Simulation.Workload;

/// <summary>Writes what waits wait for.</summary>
internal sealed class Waits(Rng random)
{
    public string Any() => random.Below(10) switch
    {
        < 3 => "{" + Timer() + "}",
        < 6 => "{" + Signal() + Timeout() + "}",
        < 8 => "{" + Event() + Timeout() + "}",
        8 => "{any: [" + Parts() + "]" + Timeout() + "}",
        _ => "{all: [" + Parts() + "]" + Timeout() + "}",
    };

    private string Parts() => string.Join(", ", Enumerable.Range(0, random.Between(1, 3)).Select(_ => "{" + Part(1) + "}"));

    private string Part(int depth) => random.Below(depth > 0 ? 8 : 6) switch
    {
        < 2 => Signal(),
        < 4 => Event(),
        < 6 => Timer(),
        6 => "any: [{" + Part(depth - 1) + "}, {" + Part(depth - 1) + "}]",
        _ => "all: [{" + Part(depth - 1) + "}, {" + Part(depth - 1) + "}]",
    };

    private string Timer() => random.Chance(0.1)
        ? "until: \"'2026-11-23T09:00:20Z'\""
        : "for: " + random.Pick(["10ms", "400ms", "1s", "3s", "10s", "25s"]);

    private string Signal() => "signal: " + random.Pick(Names.Signals) + Match();

    private string Event() => $"event: \"{random.Pick(Names.Patterns)}\"" + Match();

    private string Match() => random.Chance(0.25) ? $", match: \"{Names.Match}\"" : "";

    private string Timeout() => random.Chance(0.35)
        ? ", timeout: " + random.Pick(["500ms", "4s", "20s"]) + (random.Chance(0.5) ? ", on_timeout: continue" : "")
        : "";
}
