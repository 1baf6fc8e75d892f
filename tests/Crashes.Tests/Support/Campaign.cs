using System.Globalization;

namespace Crashes.Tests.Support;

/// <summary>How much is tried, and what is told of it.</summary>
internal static class Campaign
{
    private static readonly Lock s_gate = new();

    /// <summary>Gets what counts are multiplied by: 1 in a test run, more in a long one (<c>ARCH_CRASH_SCALE</c>).</summary>
    public static int Scale { get; } = Number("ARCH_CRASH_SCALE", 1);

    /// <summary>Gets the seed from which all that is random follows (<c>ARCH_TEST_SEED</c>).</summary>
    public static int Seed { get; } = Number("ARCH_TEST_SEED", 20261125);

    /// <summary>Makes the random numbers of a test.</summary>
    public static Random Random(string test) => new(Seed ^ test.Sum(letter => letter * 31));

    /// <summary>Tells what a test did, also in the file <c>ARCH_CRASH_LOG</c> names.</summary>
    public static void Tell(string test, string counts)
    {
        var line = $"{test} | seed {Seed} | {counts}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("ARCH_CRASH_LOG") is { } path)
        {
            lock (s_gate)
            {
                File.AppendAllText(path, line + "\n");
            }
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
