namespace Arch.Expressions.Language;

/// <summary>
/// What the expressions of one activation of one run share: the clock and randomness that the run recorded, the limits,
/// and the engine that a language keeps while the activation lasts. Not safe to use from two threads at once; never
/// used by two runs.
/// </summary>
public sealed class ExpressionSession : IDisposable
{
    private readonly ulong _seed;

    /// <summary>Creates a session.</summary>
    /// <param name="now">The time that <c>now()</c> gives throughout the session.</param>
    /// <param name="seed">The seed of <c>uuid()</c> and <c>Math.random()</c>; the same seed gives the same
    /// values.</param>
    /// <param name="limits">The limits of each evaluation.</param>
    /// <param name="cancellationToken">Stops an evaluation that is under way.</param>
    public ExpressionSession(
        DateTimeOffset now,
        ulong seed,
        ExpressionLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        Now = now;
        _seed = seed;
        Limits = limits ?? ExpressionLimits.Default;
        CancellationToken = cancellationToken;
    }

    /// <summary>Gets the time that <c>now()</c> gives.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Gets the limits of each evaluation.</summary>
    public ExpressionLimits Limits { get; }

    /// <summary>Gets the token that stops an evaluation that is under way.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Gets or sets what the language keeps while the activation lasts; disposed with the session.</summary>
    internal IDisposable? EngineState { get; set; }

    /// <summary>Gets or sets how many random numbers were drawn; set back when an evaluation begins anew.</summary>
    internal ulong Draws { get; set; }

    /// <summary>Draws the next 64 random bits (SplitMix64).</summary>
    /// <returns>The bits; the same sequence for the same seed.</returns>
    public ulong NextBits()
    {
        var z = _seed + (++Draws * 0x9E3779B97F4A7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <inheritdoc/>
    public void Dispose() => EngineState?.Dispose();
}
