using Arch.Workflows.Durations;
using Arch.Workflows.Reading;
using Arch.Workflows.Schedules;

namespace Arch.Workflows.Compiling;

/// <summary>Checks when triggers fire: schedules, time zones and distances in time.</summary>
internal sealed class TriggerTimes(DocumentScope document)
{
    // What a schedule with seconds can say, a regular distance can say too, and no less.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public void Check(YamlMapping trigger, string name)
    {
        Schedule(trigger.Find("schedule")?.Value, $"'schedule' of trigger '{name}'");
        Zone(trigger.Find("tz")?.Value, $"'tz' of trigger '{name}'");
        Least(trigger.Find("every")?.Value, Shortest, $"'every' of trigger '{name}'");
        Least(trigger.Find("within")?.Value, TimeSpan.FromMilliseconds(1), $"'within' of trigger '{name}'");
        Least(Inner(trigger, "dedupe", "ttl"), Shortest, $"'ttl' of 'dedupe' of trigger '{name}'");
        Least(Inner(trigger, "debounce", "for"), TimeSpan.FromMilliseconds(1), $"'for' of 'debounce' of trigger '{name}'");
    }

    private static YamlNode? Inner(YamlMapping trigger, string outer, string inner) =>
        (trigger.Find(outer)?.Value as YamlMapping)?.Find(inner)?.Value;

    private void Schedule(YamlNode? node, string subject)
    {
        if (node is YamlScalar { IsString: true } scalar && !document.Context.IsBroken(scalar))
        {
            foreach (var problem in CronText.Check(scalar.Text, subject))
            {
                document.Expressions.Report(scalar, 0, problem);
            }
        }
    }

    private void Zone(YamlNode? node, string subject)
    {
        if (node is not YamlScalar { IsString: true } scalar || document.Context.IsBroken(scalar) || TimeZoneText.IsKnown(scalar.Text))
        {
            return;
        }

        if (TimeZoneText.HasDatabase)
        {
            document.Context.Error(
                scalar,
                "ARCH1009",
                $"{subject} must be {TimeZoneText.Form}, but \"{scalar.Text}\" is none.",
                TimeZoneText.InsteadOf(scalar.Text));
        }
        else
        {
            document.Context.Diagnostics.Warning(
                "ARCH1009",
                document.Context.PlaceOf(scalar),
                $"{subject} is \"{scalar.Text}\", which cannot be looked up: this machine has no time zone data.",
                "Install the system's package tzdata before the trigger is to fire here.");
        }
    }

    private void Least(YamlNode? node, TimeSpan least, string subject)
    {
        if (Scalars.Duration(node) is { } duration && duration < least)
        {
            document.Context.Error(
                node!, // it was just read
                "ARCH1000",
                $"{subject} must be a duration of at least {DurationText.Format(least)}, but is \"{Scalars.Text(node)}\".");
        }
    }
}
