using Arch.Engine.Runs;

namespace Arch.Engine.Progress;

/// <summary>A check of the workflow that did not hold and let the run go on.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Message">What the workflow says about it.</param>
public sealed record RunWarning(RunId RunId, DateTimeOffset At, string Message);
