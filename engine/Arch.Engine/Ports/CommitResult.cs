using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>What came of a commit.</summary>
/// <param name="Notified">The runs, perhaps the one itself, that have new messages because of it.</param>
/// <param name="Existing">
/// The run that has the idempotency key of a new run already, in which case nothing was written; otherwise
/// <see langword="null"/>.
/// </param>
public sealed record CommitResult(IReadOnlyList<RunId> Notified, RunId? Existing = null)
{
    /// <summary>Gets the result of a commit that nobody but the run itself hears of.</summary>
    public static CommitResult Quiet { get; } = new([]);
}
