using System.Text.Json.Serialization;

namespace Arch.Host.Api.Problems;

/// <summary>What every error answer holds: a problem of RFC 9457 with Arch's code.</summary>
internal sealed record Problem
{
    /// <summary>Gets the page that explains the code.</summary>
    public required string Type { get; init; }

    /// <summary>Gets what went wrong in general.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Gets what went wrong this time, and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Gets the code.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the path of the request.</summary>
    public string? Instance { get; init; }

    /// <summary>Gets everything that is wrong, when it is more than one thing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemItem>? Errors { get; init; }
}
