using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Arch.Plugin.Ai.Agents;

/// <summary>A tool that is used only when a person approves.</summary>
internal sealed record AiApproval
{
    [Description("The name of the tool.")]
    public required string Tool { get; init; }

    [Description("Who may approve, such as { role: oncall }; anybody unless given.")]
    public JsonObject? Assign { get; init; }
}
