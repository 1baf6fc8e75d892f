using Arch.Expressions.Values;
using Arch.Workflows.Durations;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Reads constants that the grammar has checked; what is broken or missing is <see langword="null"/>.
/// </summary>
internal static class Scalars
{
    public static string? Text(YamlNode? node) => node is YamlScalar { IsString: true } scalar ? scalar.Text : null;

    public static bool Flag(YamlNode? node) => node is YamlScalar scalar && scalar.Data == Value.True;

    public static int? Integer(YamlNode? node) =>
        node is YamlScalar scalar && scalar.Data.TryGetNumber(out var number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : null;

    public static TimeSpan? Duration(YamlNode? node) =>
        Text(node) is { } text && DurationText.TryParse(text, out var duration) ? duration : null;
}
