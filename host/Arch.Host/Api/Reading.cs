using Arch.Host.Api.Problems;
using Arch.Host.Cli;
using Arch.Workflows.Durations;

namespace Arch.Host.Api;

/// <summary>Reads what queries hold, and says what is wrong with it.</summary>
internal static class Reading
{
    public const int MostItems = 500;

    public static int Limit(int? limit) => limit switch
    {
        null => 50,
        >= 1 and <= MostItems => limit.Value,
        _ => throw Wrong("limit", $"a number from 1 to {MostItems}", $"{limit}"),
    };

    public static DateTimeOffset? Moment(string name, string? text) => text is null ? null
        : Moments.TryParse(text, TimeProvider.System.GetUtcNow(), out var moment) ? moment
        : throw Wrong(name, Moments.Form, text);

    public static TimeSpan? Duration(string name, string? text) => text is null ? null
        : DurationText.TryParse(text, out var duration) ? duration
        : throw Wrong(name, DurationText.Form, text);

    public static T? Choice<T>(string name, string? text)
        where T : struct, Enum => text is null ? null
        : text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var choice) ? choice
        : throw Wrong(name, $"one of {string.Join(", ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant()))}", text);

    private static ProblemException Wrong(string name, string wanted, string seen) =>
        new(StatusCodes.Status400BadRequest, "ARCH6102", $"'{name}' must be {wanted}, but is '{seen}'.");
}
