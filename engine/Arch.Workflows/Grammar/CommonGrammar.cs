using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>What workflows, steps and triggers have in common.</summary>
internal static class CommonGrammar
{
    public static ObjectRule Retry { get; } = Object(
        "retry",
        Key("attempts", new NumberRule(Least: 1, Most: 1000), "How many attempts there are in all; 3 unless set."),
        Key("delay", Duration, "The wait before the second attempt; 1s unless set."),
        Key("backoff", Choice("constant", "linear", "exponential"), "How the wait grows; constant unless set."),
        Key("max_delay", Duration, "The longest wait; 1h unless set."),
        Key("jitter", Flag, "Whether each wait is shortened by a random part."),
        Key("within", Duration, "The time from the first attempt after which none starts any more."),
        Key("when", Condition, "The condition over error for another attempt."));

    public static EitherRule Concurrency { get; } = MakeConcurrency();

    public static KeyRule Defaults { get; } = Key(
        "defaults",
        Object(
            "defaults",
            Key("timeout", PositiveDuration, "How long one attempt of a step may take, unless the step says otherwise."),
            Key("retry", Retry, "When a step is tried again, unless the step says otherwise.")),
        "What holds for each step that uses a step type, unless the step says otherwise.");

    public static ListRule Catch { get; } = new(
        Object(
            "catch",
            Key("when", Condition, "The condition over error; without it every error is handled."),
            Required("do", Steps, "What is done about the error.")),
        AtLeast: 1);

    private static EitherRule MakeConcurrency()
    {
        var one = Object(
            "concurrency",
            Required("key", Template, "Those with the same key share the limit."),
            Key("limit", Count, "How many run at once; 1 unless set."),
            Key(
                "on_limit",
                Choice("queue", "skip", "replace", "fail"),
                "What happens when the limit is reached; queue unless set."),
            Key("queue_max", Count, "How many may wait."));
        return Either(one, new ListRule(one, AtLeast: 1));
    }
}
