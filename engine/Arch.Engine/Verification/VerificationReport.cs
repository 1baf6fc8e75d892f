namespace Arch.Engine.Verification;

/// <summary>What looking through a store gave.</summary>
/// <param name="Runs">How many runs were looked at.</param>
/// <param name="Records">How many records were read and folded.</param>
/// <param name="Violations">What must not be; the first 1,000.</param>
public sealed record VerificationReport(long Runs, long Records, IReadOnlyList<Violation> Violations);
