namespace Arch.Engine.Core;

/// <summary>
/// The decision core. Given a run's state and what happened, it says what follows. It reads no clock, draws no randomness but
/// from the run's own seed, and touches nothing outside of the state.
/// </summary>
internal static class Decider
{
    /// <summary>Decides, and applies the records to the state.</summary>
    public static Decision Decide(
        RunState state,
        IReadOnlyList<Happening> happenings,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        using var deciding = new Deciding(state, at, cancellationToken);
        return deciding.Decide(happenings);
    }
}
