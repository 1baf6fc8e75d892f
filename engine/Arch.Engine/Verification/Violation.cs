using Arch.Engine.Runs;

namespace Arch.Engine.Verification;

/// <summary>Something in a store that must not be.</summary>
/// <param name="Invariant">The invariant that it breaks, such as <c>I4</c>; docs/reliability.md lists them.</param>
/// <param name="RunId">The run; <see langword="null"/> when it is about none.</param>
/// <param name="Message">What was seen and what was expected.</param>
public sealed record Violation(string Invariant, RunId? RunId, string Message);
