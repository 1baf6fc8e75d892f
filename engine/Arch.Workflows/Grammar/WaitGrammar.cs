using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>What <c>wait</c> waits for, and how <c>repeat</c> goes on.</summary>
internal static class WaitGrammar
{
    private static readonly VerbSet WaitSet = new(
        "wait",
        "ARCH1000",
        [
            new(Key("for", DurationTemplate, "A length of time."), []),
            new(Key("until", Expression, "A moment."), []),
            new(
                Later("event", Template, "The subject of an event."),
                [Key("match", Condition, "The condition over event.")]),
            new(
                Later("signal", Name, "The name of a signal to the run."),
                [Key("match", Condition, "The condition over event.")]),
            new(Later("any", new ListRule(new VerbRule(() => WaitSet!), AtLeast: 1), "The first of several."), []),
            new(Later("all", new ListRule(new VerbRule(() => WaitSet!), AtLeast: 1), "All of several."), []),
        ],
        [
            Key("timeout", Duration, "How long to wait at most."),
            Later("on_timeout", Choice("fail", "continue"), "What happens when the timeout is reached; fail unless set."),
        ]);

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
            Key("timeout", Duration, "How long the whole loop may take."),
        ]);

    public static VerbRule Wait { get; } = new(() => WaitSet);

    public static VerbRule Repeat { get; } = new(() => RepeatSet);
}
