using System.Globalization;
using Arch.Sdk;

namespace Arch.Plugin.Vector;

/// <summary>What one call takes at most.</summary>
internal static class Limits
{
    public const int Records = 1_000;
    public const int Dimensions = 4096;
    public const int TextLength = 100_000;
    public const int KeyLength = 512;
    public const int Matches = 1_000;

    // A name of a collection, as a pattern of JSON Schema.
    public const string Collection = "^[a-z][a-z0-9_.-]{0,99}$";

    public static void Check(int count, string what)
    {
        if (count is 0 or > Records)
        {
            throw new StepException(Codes.Input, Text($"There are {count} {what}; one call takes 1 to {Records}."));
        }
    }

    public static void CheckText(string? text, string whose)
    {
        if (text?.Length > TextLength)
        {
            throw new StepException(
                Codes.Input, Text($"The text {whose} has {text.Length} characters; at most {TextLength} are taken. Cut it into parts."));
        }
    }

    public static void CheckVector(IReadOnlyList<float>? vector, string whose)
    {
        if (vector is { Count: 0 or > Dimensions })
        {
            throw new StepException(Codes.Input, Text($"The vector {whose} has {vector.Count} dimensions; it must have 1 to {Dimensions}."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
