using System.Collections.Immutable;
using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>What <c>wait</c> waits for, and how <c>repeat</c> goes on.</summary>
internal static class WaitGrammar
{
    /// <summary>What happens when the timeout is reached; it may stand in <c>wait</c> or beside it.</summary>
    public static readonly KeyRule OnTimeout = Key(
        "on_timeout",
        Choice("fail", "continue"),
        "What happens when the timeout is reached; fail unless set.");

    // A part of 'any' or 'all' has no timeout of its own: in 'any' a further part with 'for' is one.
    private static readonly VerbSet PartSet = new("wait", "ARCH1000", Verbs, []);

    private static readonly VerbSet WaitSet = new(
        "wait",
        "ARCH1000",
        Verbs,
        [Key("timeout", PositiveDuration, "How long to wait at most."), OnTimeout]);

    private static readonly VerbSet RepeatSet = new(
        "repeat",
        "ARCH1000",
        [
            new(Key("while", Condition, "The condition before each iteration."), []),
            new(Key("until", Condition, "The condition after each iteration that ends the loop."), []),
        ],
        [
            Key("every", Duration, "The wait between iterations."),
            Required("max", Count, "The most iterations; needing more fails the step."),
            Key("timeout", PositiveDuration, "How long the whole loop may take."),
        ]);

    public static VerbRule Wait { get; } = new(() => WaitSet);

    public static VerbRule Repeat { get; } = new(() => RepeatSet);

    private static ImmutableArray<Verb> Verbs =>
        [
            new(Key("for", DurationTemplate, "A length of time."), []),
            new(Key("until", Expression, "A moment."), []),
            new(
                Key(
                    "event",
                    Template with { Words = "an event's subject, * and > as wildcards" },
                    "The subject of an event."),
                [Key("match", Condition, "The condition over event.")]),
            new(
                Key("signal", Name, "The name of a signal to the run."),
                [Key("match", Condition, "The condition over event, the signal.")]),
            new(Key("any", new ListRule(new VerbRule(() => PartSet), AtLeast: 1), "The first of several."), []),
            new(Key("all", new ListRule(new VerbRule(() => PartSet), AtLeast: 1), "All of several."), []),
        ];
}
