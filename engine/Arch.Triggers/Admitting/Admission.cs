using Arch.Engine.Runs;
using Arch.Triggers.Ports;

namespace Arch.Triggers.Admitting;

/// <summary>What came of a firing.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="RunId">The run that it started or will start; <see langword="null"/> when there is none.</param>
/// <param name="Code">The code of what was wrong; <see langword="null"/> when nothing was.</param>
/// <param name="Reason">Why no run was started.</param>
public sealed record Admission(FiringStatus Status, RunId? RunId, string? Code = null, string? Reason = null);
