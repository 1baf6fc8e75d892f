using System.Text.Json.Nodes;

namespace Arch.Sdk.Agents;

/// <summary>What a person is asked to approve before an agent does it.</summary>
public sealed record ApprovalQuestion
{
    /// <summary>Gets what the agent wants to do, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets more about it; <see langword="null"/> for nothing.</summary>
    public string? Body { get; init; }

    /// <summary>Gets the arguments of what it wants to do, which the person sees; <see langword="null"/> for none.</summary>
    public JsonObject? Arguments { get; init; }

    /// <summary>Gets who may decide, such as <c>{role: oncall}</c>; <see langword="null"/> for everybody.</summary>
    public JsonObject? Assign { get; init; }
}
