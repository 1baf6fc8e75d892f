using Arch.Expressions.Language;

namespace Arch.Workflows.Schedules;

/// <summary>Time zones by their names in the IANA database, as far as this machine has it.</summary>
internal static class TimeZoneText
{
    /// <summary>The form in words, for messages.</summary>
    public const string Form = "a time zone of the IANA database such as Europe/Paris";

    /// <summary>Gets whether this machine has the database; without it, only UTC can be looked up.</summary>
    public static bool HasDatabase => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out _);

    /// <summary>Gets whether a time zone is known.</summary>
    public static bool IsKnown(string name) => IsPlain(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <summary>Says what to write instead of a name that is not known.</summary>
    public static string InsteadOf(string name) =>
        Suggestions.Closest(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(IsPlain)) is { } closest
            ? $"Did you mean '{closest}'?"
            : "Name a city of the zone, as in Europe/Paris or America/New_York, or UTC. An abbreviation or a distance from UTC does not say when the clocks change.";

    // Some entries of the database on disk stand for the machine's own zone, or repeat all others in another form.
    private static bool IsPlain(string name) =>
        name is not ("localtime" or "posixrules")
        && !name.StartsWith("posix/", StringComparison.Ordinal)
        && !name.StartsWith("right/", StringComparison.Ordinal);
}
