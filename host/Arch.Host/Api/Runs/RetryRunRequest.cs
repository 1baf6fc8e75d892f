namespace Arch.Host.Api.Runs;

/// <summary>From where a run that failed goes on.</summary>
/// <param name="From">The path of the step; absent for the one that failed.</param>
internal sealed record RetryRunRequest(string? From = null);
