using System.Collections.Immutable;
using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>The kinds of documents.</summary>
internal static class DocumentGrammar
{
    /// <summary>The kinds; the first is meant when a document names none.</summary>
    public static readonly ChoiceRule Kinds = Choice("workflow", "action", "agent", "test", "policy");

    private static readonly ImmutableArray<KeyRule> Head =
    [
        Required("arch", new NumberRule(Least: 1, Most: 1), "The version of the language: 1."),
        Key("kind", Kinds, "What the document is; workflow unless set."),
        Key("namespace", Dotted, "The names before the id, separated by dots."),
        Key("title", Text, "A short name for people."),
        Key("description", Text, "What it is for."),
        Key("owner", Text, "Who answers for it."),
        Key("labels", new MapRule(Data) { HasNames = false, Noun = "label" }, "Words to find it by."),
        Key("ui", Data, "Notes and colours for the designer; never coordinates."),
    ];

    public static KeySet Workflow { get; } = new(
        "workflow",
        [
            .. Head,
            Required("id", Name, "The id, unique in the namespace."),
            Key("inputs", Types with { Noun = "input", IsCalledByNoun = true }, "What a run must be given."),
            Key("outputs", Types with { Noun = "output", IsCalledByNoun = true }, "What a run gives."),
            Key("vars", Types with { Noun = "variable", IsCalledByNoun = true }, "Variables that set steps change."),
            Key("secrets", new MapRule(Text) { Noun = "secret" }, "Names for secrets, with what they are called where they are kept."),
            Key("checks", new ListRule(Check), "What must hold before a run starts."),
            Key(
                "triggers",
                new MapRule(new VerbRule(() => TriggerGrammar.Triggers)) { Noun = "trigger", IsCalledByNoun = true },
                "What starts runs."),
            Key("concurrency", CommonGrammar.Concurrency, "Limits how many runs go on at once."),
            Key("idempotency", Template, "A key under which a second start gives the first run again."),
            Key("timeout", PositiveDuration, "How long a run may take."),
            Key("retry", CommonGrammar.Retry, "When a failed run is tried again."),
            CommonGrammar.Defaults,
            Required("steps", Steps, "The steps, which run one after the other."),
            Key("catch", CommonGrammar.Catch, "Handles errors that no step handled."),
            Key("finally", Steps, "What runs at the end, whatever happened."),
        ]);

    public static KeySet Action { get; } = new(
        "action",
        [
            .. Head,
            Key("id", Name, "The id."),
            Key("inputs", Types with { Noun = "input", IsCalledByNoun = true }, "What the action must be given."),
            Key("outputs", Types with { Noun = "output", IsCalledByNoun = true }, "What the action gives."),
            Required("steps", Steps, "The steps, which run one after the other."),
        ]);

    public static KeySet Agent { get; } = new(
        "agent",
        [
            .. Head,
            Required("id", Name, "The id, unique in the namespace."),
            Key("uses", Uses, "The agent type of a plugin."),
            Key(
                "model",
                Object(
                    "model",
                    Required("name", Text, "The model, as its host names it."),
                    Key("connection", Name, "The connection to the model's host; that of the agent unless set."),
                    Key("price", Price, "What the model costs; needed for 'limits.cost_usd'.")),
                "The language model of an AI agent; without 'uses' the agent is of the type agent.ai@1."),
            Key("instructions", Text, "What an AI agent is told before anything else."),
            Key("with", new MapRule(Data) { HasNames = false, Noun = "setting" }, "The agent's settings."),
            Key("connection", Name, "The connection, which holds addresses and secrets among the settings."),
            Key(
                "memory",
                Object(
                    "memory",
                    Key("collection", Text, "The collection of the vector store; one of the agent's own unless set."),
                    Key("recall", new NumberRule(Least: 0, Most: 50), "How many memories a message brings to mind; 5 unless set."),
                    Key("min_score", new NumberRule(IsInteger: false, Least: -1, Most: 1), "How alike a memory must be, from -1 to 1; 0.2 unless set.")),
                "Lets an AI agent remember, in the vector store."),
            Key("tools", new ListRule(StepGrammar.Tool), "The step types and workflows that the agent may use."),
            Key(
                "inbox",
                Object("inbox", Required("subject", Text, "The subject of the events that the agent gets.")),
                "Where messages come from."),
            Key(
                "lifecycle",
                Object(
                    "lifecycle",
                    Key("start", Choice("auto", "manual"), "Whether a host starts it by itself; auto unless set."),
                    Key("restart", Restart, "When it goes on after failures."),
                    Later("health", Data, "How it is seen to be well."),
                    Key("idle_stop", PositiveDuration, "How long without a message until it is stopped; a message starts it again.")),
                "How it lives."),
            Key("limits", AgentLimits, "What the agent may use up."),
            Key(
                "approvals",
                new ListRule(
                    Object(
                        "approval",
                        Required("tool", Text, "The name of the tool."),
                        Key("assign", new MapRule(Data), "Who may approve, such as {role: oncall}; anybody unless set."))),
                "The tools that an AI agent uses only when a person approves."),
        ]);

    public static KeySet Test { get; } = TestGrammar.Keys(Head);

    public static KeySet Policy { get; } = new(
        "policy",
        [
            .. Head,
            Key("id", Name, "The id."),
            Key("match", new MapRule(Data), "The workflows that it is about."),
            Required(
                "rules",
                new ListRule(
                    Object(
                        "rule",
                        Required("when", Condition, "The condition under which it applies."),
                        Required("message", Text, "What is said then."),
                        Key("effect", Choice("deny", "warn"), "Whether the workflow is refused; deny unless set.")),
                    AtLeast: 1),
                "The rules."),
        ]);

    private static ObjectRule Restart => Object(
        "restart",
        Key("attempts", new NumberRule(Least: 1, Most: 1_000_000), "After how many failures in a row it stays faulted; 10 unless set."),
        Key("delay", Duration, "The wait after the first failure; 1s unless set."),
        Key("backoff", Choice("constant", "linear", "exponential"), "How the wait grows; exponential unless set."),
        Key("max_delay", Duration, "The longest wait; 5m unless set."));

    private static ObjectRule AgentLimits => Object(
        "limits",
        Key("time", PositiveDuration, "How long the handling of a message may take; 30s unless set."),
        Key("attempts", new NumberRule(Least: 1, Most: 1000), "How often a message is handled before it is put aside; 3 unless set."),
        Key("mailbox", new NumberRule(Least: 1, Most: 100_000), "How many messages may wait; 1000 unless set."),
        Key("message_bytes", new NumberRule(Least: 1024, Most: 4 * 1024 * 1024), "The most bytes of a message's data; 262144 unless set."),
        Key("state_bytes", new NumberRule(Least: 1024, Most: 16 * 1024 * 1024), "The most bytes of the state; 1048576 unless set."),
        Key("log_lines", new NumberRule(Least: 10, Most: 10_000), "How many lines of the log are kept; 200 unless set."),
        Key("turns", Count, "How often the model of an AI agent may answer for one message; 20 unless set."),
        Key("tokens", Count, "How many tokens an AI agent may use for one message."),
        Key("cost_usd", new NumberRule(IsInteger: false, Least: 0), "What the model of an AI agent may cost for one message, in US dollars."));

    private static ObjectRule Price => Object(
        "price",
        Required("input", new NumberRule(IsInteger: false, Least: 0), "US dollars for a million tokens that the model reads."),
        Required("output", new NumberRule(IsInteger: false, Least: 0), "US dollars for a million tokens that the model writes."));

    private static ObjectRule Check => Object(
        "check",
        Required("when", Condition, "What must be true."),
        Required("message", Template, "What is said when it is not."),
        Key("level", Choice("block", "warn"), "Whether the run is refused; block unless set."));

    /// <summary>Gets the keys of a kind.</summary>
    public static KeySet Of(string kind) => kind switch
    {
        "action" => Action,
        "agent" => Agent,
        "test" => Test,
        "policy" => Policy,
        _ => Workflow,
    };
}
