namespace Arch.Engine.Core;

/// <summary>
/// The decision core. Given a run's state and what happened, it says what follows. It reads no clock, draws no randomness but
/// from the run's own seed, and touches nothing outside of the state.
/// </summary>
internal static class Decider
{
    /// <summary>Decides, and applies the records to the state.</summary>
    /// <param name="state">The run.</param>
    /// <param name="happenings">What happened, in order.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops an expression that is under way.</param>
    /// <param name="isWatched">Whether the decision says how the steps got on; what nobody looks at is not made.</param>
    public static Decision Decide(
        RunState state,
        IReadOnlyList<Happening> happenings,
        DateTimeOffset at,
        CancellationToken cancellationToken,
        bool isWatched = false)
    {
        using var deciding = new Deciding(state, at, isWatched, cancellationToken);
        return deciding.Decide(happenings);
    }
}
