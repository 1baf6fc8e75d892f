using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>The verbs of steps and the modifiers that go with them.</summary>
internal static class StepGrammar
{
    private static readonly KeyRule Outputs = Key("outputs", Types, "The declared types of the step's outputs.");
    private static readonly KeyRule Env = Later(
        "env",
        new MapRule(DataTemplate) { HasNames = false, Noun = "variable" },
        "Environment variables; the only way for data into a shell.");
    private static readonly KeyRule Connection = Key(
        "connection",
        Name,
        "The connection, which holds addresses and secrets.");
    private static readonly KeyRule With = Key("with", Arguments, "The inputs.");

    public static VerbSet Steps { get; } = new(
        "step",
        "ARCH1001",
        [
            new(Key("uses", Uses, "Runs a step type of a plugin, or an action."), [With, Connection, Env, Outputs]),
            new(
                Later("run", Code, "Runs a shell script; data enters by env only."),
                [
                    Key("shell", Choice("bash", "sh", "pwsh", "python"), "The shell; bash unless set."),
                    Key("image", Text, "The container image that the script runs in."),
                    Env,
                    Key("files", Arguments with { Noun = "file" }, "Files that the script finds in its folder."),
                    Key("runner", new MapRule(Data), "What the machine must offer."),
                    Outputs,
                ]),
            new(
                Key("script", Code, "Runs JavaScript statements in the sandbox; return gives the outputs."),
                [With, Outputs]),
            new(
                Key("set", new MapRule(DataTemplate) { AtLeast = 1, Noun = "variable" }, "Assigns variables."),
                [])
            {
                Without = ["cache"],
            },
            new(
                Key("call", Reference, "Runs another workflow."),
                [
                    With,
                    Key("mode", Choice("wait", "detach"), "Whether to wait for its end; wait unless set."),
                    Outputs,
                ]),
            new(
                Key("wait", WaitGrammar.Wait, "Waits for a time, a moment, an event or a signal."),
                [Outputs, WaitGrammar.OnTimeout])
            {
                Without = ["cache"],
            },

            // The time for a person is 'due', which says what happens then.
            new(Key("human", HumanTask, "Waits for a person."), [Outputs]) { Without = ["timeout", "cache"] },
            new(
                Key(
                    "emit",
                    Template with { Words = "an event's subject such as shop.orders.paid" },
                    "Publishes an event."),
                [Key("data", DataTemplate, "The event's data.")])
            {
                Without = ["cache"],
            },
            new(
                Key("agent", Reference, "Asks an agent and waits for its reply."),
                [
                    With,
                    Later("tools", new ListRule(Tool), "The step types and workflows that the agent may use."),
                    Later("limits", Limits, "What the agent may use up."),
                    Later("approve", new ListRule(Approval), "The tools that a person must approve."),
                    Later("connection", Name, "The connection of an AI agent's model."),
                    Outputs,
                ]),
            new(
                Key(
                    "return",
                    Arguments with { Noun = "output" },
                    "Ends the run, or the action around it, with outputs."),
                [])
            {
                Without = ["timeout", "retry", "on_error", "cache", "compensate", "concurrency"],
            },
            new(
                Key(
                    "fail",
                    Object(
                        "fail",
                        Key("code", Template, "The error's code; failed unless set."),
                        Required("message", Template, "What happened."),
                        Key("details", DataTemplate, "More data.")),
                    "Ends with an error."),
                [])
            {
                Without = ["timeout", "retry", "cache", "compensate", "concurrency"],
            },
            Container("group", Rules.Steps, "Steps that share modifiers."),
            Container(
                "if",
                Condition,
                "Runs steps when a condition holds.",
                Required("then", Rules.Steps, "What runs when the condition is true."),
                Key(
                    "elif",
                    new ListRule(
                        Object(
                            "elif",
                            Required("if", Condition, "The condition."),
                            Required("then", Rules.Steps, "What runs when it is true.")),
                        AtLeast: 1),
                    "Further conditions, tried in order."),
                Key("else", Rules.Steps, "What runs when no condition is true.")),
            Container(
                "switch",
                Expression,
                "Runs the case whose key equals the value's string form.",
                Required(
                    "cases",
                    new MapRule(Rules.Steps) { HasNames = false, AtLeast = 1, Noun = "case" },
                    "The steps by value."),
                Key("default", Rules.Steps, "What runs when no case matches.")),
            Container(
                "for",
                Loop,
                "Runs steps for each element of an array.",
                Required("do", Rules.Steps, "What runs for each element.")),
            Container(
                "repeat",
                WaitGrammar.Repeat,
                "Runs steps again and again.",
                Required("do", Rules.Steps, "What runs each time.")),
            Container(
                "parallel",
                new MapRule(Rules.Steps) { AtLeast = 1, Noun = "branch" },
                "Runs branches at the same time.",
                Key("join", Choice("all", "any", "settled"), "When it ends; all unless set.")),
            Container("graph", GraphSteps, "Runs steps in the order of their needs."),
            Container(
                "try",
                Rules.Steps,
                "Handles the errors of steps.",
                Key("catch", CommonGrammar.Catch, "The handlers; the first whose condition holds runs."),
                Key("finally", Rules.Steps, "What runs at the end, whatever happened."),
                Key("rollback", Flag, "Whether completed steps are compensated before a handler runs.")),
        ],
        [
            Required("id", Name, "The id, unique in the document."),
            Key("name", Text, "A name for people."),
            Key("description", Text, "What the step is for."),
            Key("when", Condition, "The condition under which the step runs; otherwise it is skipped."),
            Key("needs", Needs, "The steps of the same graph that must end first."),
            Key("timeout", PositiveDuration, "How long one attempt may take."),
            Key("retry", CommonGrammar.Retry, "When the step is tried again."),
            Key(
                "on_error",
                Choice("fail", "continue"),
                "Whether the steps after it go on when it failed; fail unless set."),
            Key(
                "cache",
                Object(
                    "cache",
                    Required("key", Template, "What the outputs are kept under."),
                    Key("ttl", PositiveDuration, "How long they are kept; 1d unless set.")),
                "Keeps outputs for later runs."),
            Key("concurrency", CommonGrammar.Concurrency, "Limits how many run at once."),
            Key(
                "compensate",
                Rules.Steps,
                "The steps that undo it when a try around it rolls back, or a run is cancelled with compensation."),
            Key("disabled", Flag, "Whether the step is switched off, and so skipped."),
        ]);

    private static EitherRule Needs => Either(
        new ListRule(Name, AtLeast: 1),
        new MapRule(Choice("succeeded", "failed", "any")) { AtLeast = 1, Noun = "step" });

    private static ObjectRule Loop => Object(
        "for",
        Required("each", Expression, "The array."),
        Key("as", Name, "The name of the element in the body; item unless set."),
        Key("index", Name, "The name of the iteration's number, from 0; index unless set."),
        Key("concurrency", new NumberRule(Least: 1, Most: 1000), "How many iterations run at once; 1 unless set."),
        Key("batch", Count, "How many elements one iteration gets, as an array."),
        Key(
            "on_error",
            Choice("fail", "continue"),
            "Whether the other iterations go on when one failed; fail unless set."),
        Key("collect", Expression, "What is collected from each iteration into outputs.results."));

    private static ObjectRule HumanTask => Object(
        "human",
        Required("title", Template, "What is to be done, in a line."),
        Key("body", Template, "More about it."),
        Key("assign", new MapRule(DataTemplate), "Who may do it."),
        Key("form", Types, "What is to be filled in."),
        Key("actions", new ListRule(Name, AtLeast: 1), "The actions to choose from; complete unless set."),
        Key("due", PositiveDuration, "How long there is time."),
        Key("on_due", Choice("fail", "continue", "escalate"), "What happens then; fail unless set."));

    /// <summary>Gets a step type or a workflow that an agent may call.</summary>
    public static VerbRule Tool
    {
        get
        {
            var set = new VerbSet(
                "tool",
                "ARCH1000",
                [
                    new(Key("call", Reference, "A workflow."), [With]),
                    new(Key("uses", Uses, "A step type."), [With, Key("connection", Name, "The connection.")]),
                ],
                [
                    Key("name", Text, "What the agent calls it."),
                    Key("description", Text, "What the agent is told about it."),
                ]);
            return new VerbRule(() => set);
        }
    }

    private static ObjectRule Approval => Object(
        "approve",
        Required("tool", Text, "The tool."),
        Key("assign", new MapRule(DataTemplate), "Who may approve."),
        Key("when", Condition, "The condition under which approval is needed."));

    private static ObjectRule Limits => Object(
        "limits",
        Key("turns", Count, "How many times the model may answer."),
        Key("tokens", Count, "How many tokens it may use."),
        Key("cost_usd", new NumberRule(IsInteger: false, Least: 0), "What it may cost."),
        Key("time", Duration, "How long it may take."));

    private static Verb Container(string name, ValueRule value, string summary, params KeyRule[] companions) =>
        new(Key(name, value, summary), [.. companions]) { IsContainer = true, Without = ["cache"] };
}
