namespace Arch.Host.Api.Runs;

/// <summary>How a run is ended.</summary>
/// <param name="Reason">The reason, for the journal.</param>
/// <param name="Compensate">Whether completed steps are undone.</param>
internal sealed record CancelRunRequest(string? Reason = null, bool Compensate = false);
