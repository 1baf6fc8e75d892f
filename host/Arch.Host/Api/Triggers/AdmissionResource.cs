using Arch.Triggers.Admitting;
using Arch.Triggers.Ports;

namespace Arch.Host.Api.Triggers;

/// <summary>What came of a firing.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Run">The run that it started or will start.</param>
/// <param name="Reason">Why it started none.</param>
internal sealed record AdmissionResource(FiringStatus Status, string? Run, string? Reason)
{
    public static AdmissionResource Of(Admission admission) => new(admission.Status, admission.RunId?.Value, admission.Reason);
}
