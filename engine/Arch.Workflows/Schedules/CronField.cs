namespace Arch.Workflows.Schedules;

/// <summary>One of the fields of a cron schedule.</summary>
/// <param name="Name">What it gives, such as "hour".</param>
/// <param name="Form">What may stand in it, in words.</param>
/// <param name="Examples">Some of what may stand in it.</param>
internal sealed record CronField(string Name, string Form, params string[] Examples)
{
    /// <summary>Gets all fields, the second first, which a schedule of five leaves out.</summary>
    public static IReadOnlyList<CronField> All { get; } =
    [
        new("second", "0 to 59, or lists, ranges and steps of them", "0", "0,30", "*/10"),
        new("minute", "0 to 59, or lists, ranges and steps of them", "0", "0,30", "*/15"),
        new("hour", "0 to 23, or lists, ranges and steps of them", "8", "8-18", "*/2"),
        new("day of the month", "1 to 31, lists, ranges and steps of them, or L for the last", "1", "1,15", "L"),
        new("month", "1 to 12 or JAN to DEC, or lists, ranges and steps of them", "1", "JAN,JUL", "*/3"),
        new(
            "day of the week",
            "0 to 7 or SUN to SAT, lists and ranges of them, or one with #1 to #5 or L behind it",
            "MON-FRI",
            "MON#1",
            "5L"),
    ];
}
