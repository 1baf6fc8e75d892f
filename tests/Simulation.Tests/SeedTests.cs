using System.Globalization;
using static System.FormattableString;

namespace Simulation.Tests;

/// <summary>R38: whatever a seed does to the engine, what it promises holds, and in the end every run comes to its end.</summary>
public sealed class SeedTests
{
    private static readonly long s_from = Number("ARCH_SIM_FROM", 1);
    private static readonly long s_count = Number("ARCH_SIM_SEEDS", 4_000);

    [Fact]
    public void Engine_UnderFaultsOfManySeeds_KeepsItsPromises()
    {
        var total = Batch.Run((ulong)s_from, s_count, Environment.ProcessorCount);

        var counts = string.Join(", ", Enum.GetValues<Kernel.FaultKind>().Select(kind => Invariant($"{kind} {total.Faults[kind]}")));
        TestContext.Current.SendDiagnosticMessage($"Seeds from {s_from}: {total}\n{counts}");
        TestContext.Current.TestOutputHelper?.WriteLine($"Seeds from {s_from}: {total}\n{counts}");
        total.Failed.Select(outcome => outcome.ToString()).ShouldBeEmpty();
        if (s_count >= 1_000)
        {
            total.Missing.ShouldBeEmpty("a fault that never happens proves nothing");
        }
    }

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
