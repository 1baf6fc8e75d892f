using System.Collections.Immutable;
using Arch.Workflows.Schedules;
using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>What starts runs.</summary>
internal static class TriggerGrammar
{
    private static readonly ImmutableArray<KeyRule> Timing =
    [
        Key("tz", Text with { Words = TimeZoneText.Form }, "The time zone; UTC unless set."),
        Key("catchup", Choice("none", "last", "all"), "What happens about times missed; none unless set."),
        Key("jitter", Duration, "The longest random delay."),
        Key("overlap", Choice("allow", "skip", "queue", "replace"), "What happens while the run before still goes on."),
    ];

    public static VerbSet Triggers { get; } = new(
        "trigger",
        "ARCH1001",
        [
            new(
                Key(
                    "schedule",
                    new CronRule(),
                    "Starts runs at times given by a cron schedule."),
                Timing),
            new(Key("every", Duration, "Starts runs at a regular distance."), Timing),
            new(
                Key(
                    "webhook",
                    new TextRule
                    {
                        Pattern = @"^/\S*$",
                        Words = "a path that begins with '/'",
                        Example = "/orders/{id}",
                        Meant = text => "/" + text,
                    },
                    "Starts a run for each HTTP request."),
                [
                    Key(
                        "method",
                        Either(
                            Choice("GET", "POST", "PUT", "PATCH", "DELETE"),
                            new ListRule(Choice("GET", "POST", "PUT", "PATCH", "DELETE"), AtLeast: 1)),
                        "The HTTP method; POST unless set."),
                    Key("auth", new MapRule(DataTemplate), "How the caller proves who they are."),
                    Key("body", Rules.Type, "The type of the body."),
                    Key(
                        "respond",
                        Object(
                            "respond",
                            Key(
                                "mode",
                                Choice("ack", "result"),
                                "Whether to answer at once or with the run's outputs."),
                            Key("status", new NumberRule(Least: 100, Most: 599), "The HTTP status.")),
                        "What the caller gets."),
                ]),
            new(
                Key(
                    "event",
                    Text with { Words = "an event's subject, * and > as wildcards" },
                    "Starts a run for each event."),
                [
                    Key("data", Rules.Type, "The type of the event's data."),
                    Key("batch", new MapRule(Data), "How many events one run gets."),
                    Key("ack", Choice("on_start", "on_success"), "When the event counts as handled."),
                ]),
            new(
                Key(
                    "workflow",
                    Either(Reference, new ListRule(Reference, AtLeast: 1)),
                    "Starts a run when other workflows' runs have ended."),
                [
                    Key("status", Either(RunStatus, new ListRule(RunStatus, AtLeast: 1)), "How they must have ended."),
                    Key("within", Duration, "How long after each other all of them must have ended."),
                ]),
            new(
                Key(
                    "file",
                    Text with { Words = "a pattern of file names" },
                    "Starts a run when a file appears or changes."),
                []),
            new(
                Key("uses", Uses, "Starts runs by a trigger of a plugin."),
                [
                    Key("with", Arguments, "The trigger's settings."),
                    Key("every", Duration, "How often it looks."),
                    Key("connection", Name, "The connection, which holds addresses and secrets."),
                ]),
            new(Key("form", Choice("internal", "public"), "Starts a run from a form made of the inputs."), []),
            new(
                Key(
                    "mcp",
                    Object(
                        "mcp",
                        Required("tool", Name, "The name of the tool."),
                        Key("description", Text, "What it does.")),
                    "Starts a run as a tool of the Model Context Protocol."),
                []),
        ],
        [
            Key("description", Text, "What the trigger is for."),
            Key("when", Condition, "The condition over trigger under which a run is started."),
            Key("inputs", Arguments, "The inputs of the run."),
            Key(
                "dedupe",
                Object(
                    "dedupe",
                    Required("key", Template, "Firings with the same key count once."),
                    Key("ttl", Duration, "For how long.")),
                "Starts one run for the same thing seen twice."),
            Key(
                "debounce",
                Object(
                    "debounce",
                    Key("key", Template, "Firings with the same key go together."),
                    Required("for", Duration, "How long it must be quiet.")),
                "Waits until it is quiet."),
            Key("disabled", Flag, "Whether the trigger is switched off."),
        ]);

    private static ChoiceRule RunStatus => Choice("succeeded", "failed", "cancelled");
}
