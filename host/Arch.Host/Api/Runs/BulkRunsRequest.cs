using Arch.Engine.Runs;

namespace Arch.Host.Api.Runs;

/// <summary>What is done to many runs.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Workflow">Only runs of this workflow.</param>
/// <param name="Status">Only runs that stand so.</param>
/// <param name="Since">Only runs that started from then on: a moment, or a length of time before now.</param>
/// <param name="Until">Only runs that started before then.</param>
/// <param name="Runs">Only these runs.</param>
/// <param name="Reason">The reason, for the journals.</param>
internal sealed record BulkRunsRequest(
    BulkAction Action,
    string? Workflow = null,
    RunStatus? Status = null,
    string? Since = null,
    string? Until = null,
    IReadOnlyList<string>? Runs = null,
    string? Reason = null);
