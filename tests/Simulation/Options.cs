using System.Globalization;

namespace Simulation;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        Usage: tests/simulate [--from N] [--seeds N] [--threads N]   runs many seeds
               tests/simulate --seed N                               runs one seed and prints its history

          --from N      the first seed (1)
          --seeds N     how many seeds (1000)
          --threads N   how many at a time (as many as there are processors)

        Ends with 0 when all is well, with 1 when a seed failed or a kind of fault never happened in 1000 seeds or more,
        and with 2 when it is called wrongly.
        """;

    public ulong From { get; private init; } = 1;

    public long Seeds { get; private init; } = 1_000;

    public int Threads { get; private init; } = Environment.ProcessorCount;

    /// <summary>Gets the only seed to run; <see langword="null"/> for many.</summary>
    public ulong? Only { get; private init; }

    /// <summary>Reads the arguments.</summary>
    /// <returns>What they ask for, or what is wrong with them.</returns>
    public static (Options? Options, string? Problem) Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i];
            if (name is not ("--from" or "--seeds" or "--threads" or "--seed"))
            {
                return (null, $"'{name}' is not known.");
            }

            var text = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var most = name is "--threads" ? 1_000 : long.MaxValue;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > most)
            {
                return (null, string.Create(CultureInfo.InvariantCulture, $"'{name}' needs a whole number from 1 to {most}, not '{text}'."));
            }

            options = name switch
            {
                "--from" => options with { From = (ulong)number },
                "--seeds" => options with { Seeds = number },
                "--threads" => options with { Threads = (int)number },
                _ => options with { Only = (ulong)number },
            };
        }

        return (options, null);
    }
}
