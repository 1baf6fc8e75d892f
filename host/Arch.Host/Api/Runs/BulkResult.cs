namespace Arch.Host.Api.Runs;

/// <summary>What came of doing something to many runs.</summary>
/// <param name="Done">How many it was done to.</param>
/// <param name="Refused">Those that refused, the first 1,000 of them.</param>
/// <param name="More">Whether there are more runs that it could be done to; ask again then.</param>
internal sealed record BulkResult(int Done, IReadOnlyList<RefusedRun> Refused, bool More);
