using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Host.Cli.Operations;

/// <summary>What came of an operation on one run.</summary>
/// <param name="Asked">The run that was named, which a repetition leaves as it is.</param>
/// <param name="Run">The run as it is afterwards.</param>
/// <param name="IsTaken">Whether the run has taken what was said to it; otherwise it is kept for the run.</param>
/// <param name="IsOurs">Whether this program went on with the run.</param>
/// <param name="Refusal">Why it could not be said; <see langword="null"/> when it was.</param>
internal sealed record OperationResult(RunId Asked, RunSummary Run, bool IsTaken, bool IsOurs, ArchException? Refusal = null);
