namespace Arch.Host.Api.Runs;

/// <summary>Why something is done.</summary>
/// <param name="Reason">The reason, for the journal.</param>
internal sealed record ReasonRequest(string? Reason = null);
