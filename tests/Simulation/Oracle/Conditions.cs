using System.Text.Json;
using Arch.Workflows.Definitions;

namespace Simulation.Oracle;

/// <summary>What waits wait for.</summary>
internal static class Conditions
{
    public static IEnumerable<WaitCondition> Leaves(WaitCondition condition) => condition is CombinedCondition combined
        ? combined.Parts.SelectMany(Leaves)
        : [condition];

    public static bool Holds(WaitCondition condition, bool[] met)
    {
        var leaf = 0;
        return Holds(condition, met, ref leaf);
    }

    /// <summary>Tells whether a message with a number fits a part of a wait; the only condition that workflows use asks for more than 3.</summary>
    public static bool Fits(WaitCondition leaf, JsonElement input, string? signal, string? subject, int number) => leaf switch
    {
        SignalCondition wanted => wanted.Signal == signal && (wanted.Match is null || number > 3),
        EventCondition wanted => subject is not null && Covers(input.Text("event")!, subject) && (wanted.Match is null || number > 3),
        _ => false,
    };

    /// <summary>Tells whether a pattern of subjects means a subject.</summary>
    public static bool Covers(string pattern, string subject)
    {
        var wanted = pattern.Split('.');
        var seen = subject.Split('.');
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == ">" && i == wanted.Length - 1)
            {
                return seen.Length > i;
            }

            if (i >= seen.Length || (wanted[i] != "*" && wanted[i] != seen[i]))
            {
                return false;
            }
        }

        return wanted.Length == seen.Length;
    }

    private static bool Holds(WaitCondition condition, bool[] met, ref int leaf)
    {
        if (condition is not CombinedCondition combined)
        {
            return met[leaf++];
        }

        var (all, any) = (true, false);
        foreach (var part in combined.Parts)
        {
            var holds = Holds(part, met, ref leaf);
            all &= holds;
            any |= holds;
        }

        return combined.NeedsAll ? all : any;
    }
}
