using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions.Triggers;
using Arch.Workflows.Reading;
using Arch.Workflows.Schedules;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the triggers of a workflow, whose form was checked.</summary>
internal sealed class TriggerReader(DocumentScope document, NameScope names)
{
    /// <summary>Reads a trigger.</summary>
    /// <param name="trigger">What is written.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">The inputs that it gives; <see langword="null"/> for none of its own.</param>
    /// <returns>The trigger; <see langword="null"/> when it cannot fire on this machine, which was reported.</returns>
    public TriggerDefinition? Read(YamlMapping trigger, string name, Template? inputs) => Verb(trigger, name) is not { } read ? null : read with
    {
        Description = Scalars.Text(trigger.Find("description")?.Value),
        When = trigger.Find("when") is { } when ? document.Expressions.Condition(when.Value, names) : null,
        Inputs = inputs,
        DedupeKey = Data(Inner(trigger, "dedupe", "key"))?.Template,
        DedupeFor = Scalars.Duration(Inner(trigger, "dedupe", "ttl")),
        DebounceKey = Data(Inner(trigger, "debounce", "key"))?.Template,
        DebounceFor = Scalars.Duration(Inner(trigger, "debounce", "for")),
        IsDisabled = Scalars.Flag(trigger.Find("disabled")?.Value),
    };

    private TriggerDefinition? Verb(YamlMapping trigger, string name)
    {
        var place = document.Context.PlaceOf(trigger);
        if (trigger.Find("uses") is not null)
        {
            return new OtherTrigger("uses") { Name = name, Place = place };
        }

        if (trigger.Find("schedule") is not null || trigger.Find("every") is not null)
        {
            return ReadSchedule(trigger) is { } schedule
                ? new ScheduleTrigger
                {
                    Name = name,
                    Place = place,
                    Schedule = schedule,
                    CatchUp = Choice<CatchUp>(trigger.Find("catchup")?.Value),
                    Jitter = Scalars.Duration(trigger.Find("jitter")?.Value) ?? TimeSpan.Zero,
                    Overlap = Choice<OverlapPolicy>(trigger.Find("overlap")?.Value),
                }
                : null;
        }

        return Scalars.Text(trigger.Find("webhook")?.Value) is { } path ? Webhook(trigger, name, path)
            : Scalars.Text(trigger.Find("event")?.Value) is { } subject ? new EventTrigger { Name = name, Place = place, Subject = subject }
            : trigger.Find("workflow") is { } workflow ? new WorkflowTrigger
            {
                Name = name,
                Place = place,
                Workflows = Texts(workflow.Value),
                Statuses = trigger.Find("status") is { } status ? Texts(status.Value) : ["succeeded"],
                Within = Scalars.Duration(trigger.Find("within")?.Value),
            }
            : trigger.Entries.Select(entry => entry.Name).FirstOrDefault(key => key is "form" or "mcp" or "file") is { } verb
                ? new OtherTrigger(verb) { Name = name, Place = place }
                : null;
    }

    private WebhookTrigger Webhook(YamlMapping trigger, string name, string path) => new()
    {
        Name = name,
        Place = document.Context.PlaceOf(trigger),
        Path = path,
        Methods = trigger.Find("method") is { } method ? Texts(method.Value) : ["POST"],
        Auth = trigger.Find("auth") is { } auth ? document.Data.Compile(auth.Value, names, allowsSecrets: true).Template : null,
        Body = trigger.Find("body") is { } body ? document.Types.Read(body.Value, "'body'") : null,
        AnswersResult = Scalars.Text(Inner(trigger, "respond", "mode")) == "result",
        Status = Scalars.Integer(Inner(trigger, "respond", "status")),
    };

    private static Schedule? ReadSchedule(YamlMapping trigger)
    {
        if (Scalars.Duration(trigger.Find("every")?.Value) is { } every)
        {
            return every > TimeSpan.Zero ? new IntervalSchedule(every) : null;
        }

        return Scalars.Text(trigger.Find("schedule")?.Value) is { } cron
            && CronText.Parse(cron) is not null
            && TimeZoneInfo.TryFindSystemTimeZoneById(Scalars.Text(trigger.Find("tz")?.Value) ?? "UTC", out var zone)
                ? new CronSchedule(cron, zone)
                : null;
    }

    private TypedData? Data(YamlNode? node) => node is null ? null : document.Data.Compile(node, names, allowsSecrets: false);

    private static YamlNode? Inner(YamlMapping trigger, string outer, string inner) =>
        (trigger.Find(outer)?.Value as YamlMapping)?.Find(inner)?.Value;

    private static T Choice<T>(YamlNode? node)
        where T : struct, Enum => Scalars.Text(node) is { } text && Enum.TryParse<T>(text, ignoreCase: true, out var choice) ? choice : default;

    private static ImmutableArray<string> Texts(YamlNode node) => node switch
    {
        YamlScalar one => [one.Text],
        YamlSequence many => [.. many.Items.OfType<YamlScalar>().Select(item => item.Text)],
        _ => [],
    };
}
