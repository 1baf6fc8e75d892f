namespace Arch.Sdk.Testing;

/// <summary>How far a step said it had come.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Message">What was being done, or <see langword="null"/>.</param>
public sealed record ProgressReport(double Fraction, string? Message);
