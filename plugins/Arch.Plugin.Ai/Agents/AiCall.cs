using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Arch.Plugin.Ai.Agents;

/// <summary>A use of a tool.</summary>
internal sealed record AiCall
{
    [Description("The id that the model gave it.")]
    public required string Id { get; init; }

    [Description("The tool, by the agent's name for it.")]
    public required string Tool { get; init; }

    [Description("The arguments.")]
    public JsonObject? Arguments { get; init; }

    [Description("How it stands.")]
    public AiCallStatus Status { get; init; }

    [Description("The run that does it or asks a person.")]
    public string? Run { get; init; }

    [Description("Who approved or refused it.")]
    public string? DecidedBy { get; init; }

    [Description("What the model is told came of it.")]
    public string? Result { get; init; }

    public bool HasEnded => Status is AiCallStatus.Done or AiCallStatus.Failed or AiCallStatus.Refused;

    public AiCall Ended(AiCallStatus status, string result) => this with { Status = status, Result = result };
}
