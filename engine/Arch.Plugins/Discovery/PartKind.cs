namespace Arch.Plugins.Discovery;

/// <summary>How each kind of part is declared, and the words that messages have for it.</summary>
internal sealed record PartKind(PluginPartKind Kind, string Space, string Attribute, string Word, string Contract, string Example)
{
    public static IReadOnlyList<PartKind> All { get; } =
    [
        new(PluginPartKind.Step, "Arch.Sdk", "StepAttribute", "step", "IStep<TInput, TOutput>", "mail.send"),
        new(PluginPartKind.Trigger, "Arch.Sdk.Triggers", "TriggerAttribute", "trigger", "ITrigger<TSettings, TItem>", "mail.received"),
        new(PluginPartKind.Agent, "Arch.Sdk.Agents", "AgentAttribute", "agent", "IAgent<TSettings, TState>", "mail.sorter"),
    ];

    public static PartKind Of(PluginPartKind kind) => All[(int)kind];
}
