namespace Arch.Engine.History;

/// <summary>In what a step of one run differs from that of another.</summary>
[Flags]
public enum StepDifferenceKind
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>Only the left run began it.</summary>
    OnlyLeft = 1,

    /// <summary>Only the right run began it.</summary>
    OnlyRight = 2,

    /// <summary>The status.</summary>
    Status = 4,

    /// <summary>The inputs.</summary>
    Inputs = 8,

    /// <summary>The outputs.</summary>
    Outputs = 16,

    /// <summary>The error: its kind, code or message.</summary>
    Error = 32,

    /// <summary>The values of variables that it set.</summary>
    Variables = 64,
}
