using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Ai.Chat;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Agents;

/// <summary>The settings of agents that a language model drives.</summary>
internal sealed record AiAgentSettings : ModelInput
{
    [Description("What the model is told before anything else.")]
    [Example("You look after the build. Find out why it fails and say it in three sentences.")]
    public required string Instructions { get; init; }

    [Description("Lets the agent remember what it did and was told, in the vector store.")]
    public AiMemory? Memory { get; init; }

    [Description("The tools that are used only when a person approves.")]
    public IReadOnlyList<AiApproval> Approvals { get; init; } = [];

    [Description("What the model costs; needed for 'cost_usd'.")]
    public AiPrice? Price { get; init; }

    [Description("How often the model may answer for one message.")]
    [Range(1, 1000)]
    public int Turns { get; init; } = 20;

    [Description("What the model may cost for one message, in US dollars.")]
    [Range(0d, 1_000_000d)]
    public double? CostUsd { get; init; }

    [Description("A JSON Schema that the answer must fit; the reply is then that object. Without it the reply is { text, turns, usage }.")]
    [Example("{ type: object, properties: { cause: { type: string } }, required: [cause] }")]
    public JsonElement? Answer { get; init; }

    [Description("The subject of an event that is published with each answer; none unless given.")]
    [Example("ops.findings")]
    public string? Emit { get; init; }

    [Description("How many messages are worked on at once, while others wait for tools and people.")]
    [Range(1, 32)]
    public int AtOnce { get; init; } = 4;

    [Description("The most characters of a tool's result that the model sees.")]
    [Range(100, 200_000)]
    public int ResultCharacters { get; init; } = 16_000;
}
