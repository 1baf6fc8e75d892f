using System.Collections.Immutable;
using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>The keys of a document of the kind <c>test</c>.</summary>
internal static class TestGrammar
{
    private static readonly ObjectRule Failure = Object(
        "fail",
        Key("code", Text, "The code that workflows compare; mocked unless set."),
        Key("message", Template, "What happened."),
        Key("kind", Choice("plugin", "timeout"), "timeout lets the attempt go on until the step's time-out; plugin unless set."),
        Key("retryable", Flag, "Whether another attempt may succeed; false unless set."),
        Key("retry_after", Duration, "The least wait before another attempt."),
        Key("status", Count, "A numeric status of the protocol, such as 404."),
        Key("details", DataTemplate, "More data, an object."));

    private static readonly ObjectRule Mock = Object(
        "mock",
        Key("outputs", DataTemplate, "What the step gives; expressions see its inputs and attempt."),
        Key("fail", Either(Text, Failure), "The error it fails with, or its code alone."),
        Key("delay", Duration, "How long it takes, in simulated time."));

    private static readonly MapRule Mocks = new(Either(Mock, new ListRule(Mock, AtLeast: 1)))
    {
        HasNames = false,
        Noun = "mock",
        IsCalledByNoun = true,
    };

    private static readonly ImmutableArray<KeyRule> When =
    [
        Key("after", Text, "The step that must wait or have ended first."),
        Key("at", Text, "The simulated time: since the start of the run, such as 2h, or a moment."),
        Key("delay", Duration, "How long after that."),
    ];

    private static readonly ListRule Signals = new(Object(
        "signal",
        [
            Required("name", Text, "The name of the signal."),
            Key("data", Data, "What is sent with it."),
            Key("by", Text, "Who sends it."),
            .. When,
        ]));

    private static readonly ListRule Events = new(Object(
        "event",
        [
            Required("subject", Text, "The subject."),
            Key("data", Data, "The data."),
            .. When,
        ]));

    private static readonly ObjectRule Answer = Object(
        "answer",
        Key("action", Text, "The action that is chosen; the first of the task unless set."),
        Key("form", Data, "What is filled in."),
        Key("by", Text, "Who answers."),
        Key("delay", Duration, "How long after the task was opened."));

    private static readonly MapRule Human = new(Either(Answer, new ListRule(Answer, AtLeast: 1)))
    {
        HasNames = false,
        Noun = "answer",
    };

    private static readonly ObjectRule Cancel = Object(
        "cancel",
        [
            Key("reason", Text, "Why."),
            Key("compensate", Flag, "Whether completed steps are undone."),
            .. When,
        ]);

    private static readonly ChoiceRule StepStatus = Choice("succeeded", "failed", "cancelled", "skipped", "waiting", "running", "not_run");

    private static readonly ObjectRule ExpectedStep = Object(
        "step",
        Key("status", StepStatus, "How it ends."),
        Key("inputs", DataTemplate, "What its last attempt was given."),
        Key("outputs", DataTemplate, "What it gives."),
        Key("error", DataTemplate, "The error it fails with, or its code alone."),
        Key("attempts", new NumberRule(Least: 0), "How often it is tried."),
        Key("runs", new NumberRule(Least: 0), "How often it runs, as in a loop."),
        Key("exact", Flag, "Whether objects must have no other members."));

    private static readonly ObjectRule Expect = Object(
        "expect",
        Key("status", Choice("succeeded", "failed", "cancelled", "waiting"), "How the run ends; succeeded unless set, failed with 'error'."),
        Key("path", new ListRule(Text), "The ids of the steps that run, in order."),
        Key("steps", new MapRule(Either(StepStatus, ExpectedStep)) { HasNames = false, Noun = "step", IsCalledByNoun = true }, "How steps end."),
        Key("outputs", DataTemplate, "What the run gives."),
        Key(
            "emitted",
            new ListRule(Either(
                Text,
                Object("event", Required("subject", Text, "The subject."), Key("data", DataTemplate, "The data.")))),
            "The events it publishes, all of them in order."),
        Key("error", DataTemplate, "The error of the run, or its code alone."),
        Key("vars", DataTemplate, "The variables at the end."),
        Key("took", Duration, "How much simulated time the run takes."),
        Key("exact", Flag, "Whether objects must have no other members."),
        Key("snapshot", Flag, "Whether the whole outcome is compared with the snapshot beside the test."));

    private static readonly ImmutableArray<KeyRule> Shared =
    [
        Key("inputs", new MapRule(Data), "The inputs of the run."),
        Key("trigger", Data, "What starts the run, as 'trigger' shows it."),
        Key("mocks", Mocks, "What steps give that are not really run, by step id, path, step type or called workflow."),
        Key("allow", new ListRule(Text), "Step types that are really run, such as csv.parse@1 or file.*."),
        Key("clock", Text, "The moment at which the run starts."),
    ];

    private static readonly ObjectRule Case = Object(
        "case",
        [
            Required("name", Text, "The name, unique in the document."),
            Key("skip", Text, "Why the case is not run."),
            .. Shared,
            Key("signals", Signals, "Signals that are sent to the run."),
            Key("events", Events, "Events that others publish."),
            Key("human", Human, "What people answer, by step."),
            Key("cancel", Cancel, "That the run is cancelled."),
            Key("until", Duration, "How long the run is watched; until its end unless set."),
            Key("expect", Expect, "What must come out."),
            Key("assert", new ListRule(Condition), "Conditions that must hold at the end."),
        ]);

    private static readonly TextRule Tested = new()
    {
        Pattern = @"^(\.{1,2}/[A-Za-z0-9_./-]+|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*)$",
        Words = "a workflow's full name such as shop.orders, or its file such as ./orders.yaml",
        Example = "shop.orders",
    };

    /// <summary>Gives the keys.</summary>
    /// <param name="head">The keys that documents of all kinds have.</param>
    public static KeySet Keys(ImmutableArray<KeyRule> head) => new(
        "test",
        [
            .. head,
            Key("id", Name, "The id."),
            Required("workflow", Tested, "The workflow that is tested: its full name, or its file."),
            Key("defaults", Object("defaults", [.. Shared]), "What holds for each case, unless the case says otherwise."),
            Required("cases", new ListRule(Case, AtLeast: 1), "The cases."),
        ]);
}
