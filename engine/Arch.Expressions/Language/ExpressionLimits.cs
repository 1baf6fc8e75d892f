namespace Arch.Expressions.Language;

/// <summary>What one evaluation may use. Going over a limit fails the evaluation with a typed error.</summary>
public sealed record ExpressionLimits
{
    /// <summary>Gets the limits that hold unless settings say otherwise.</summary>
    public static ExpressionLimits Default { get; } = new();

    /// <summary>Gets the time of one expression.</summary>
    /// <value>More than zero; 250 ms unless set.</value>
    public TimeSpan ExpressionTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the time of one script.</summary>
    /// <value>More than zero; 750 ms unless set.</value>
    public TimeSpan ScriptTime { get; init; } = TimeSpan.FromMilliseconds(750);

    /// <summary>Gets the bytes that one expression may allocate.</summary>
    /// <value>16 MiB unless set.</value>
    public long ExpressionMemory { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets the bytes that one script may allocate.</summary>
    /// <value>32 MiB unless set.</value>
    public long ScriptMemory { get; init; } = 32 * 1024 * 1024;

    /// <summary>Gets the statements that one expression may execute.</summary>
    /// <value>50,000 unless set.</value>
    public int ExpressionStatements { get; init; } = 50_000;

    /// <summary>Gets the statements that one script may execute.</summary>
    /// <value>1,000,000 unless set.</value>
    public int ScriptStatements { get; init; } = 1_000_000;
}
