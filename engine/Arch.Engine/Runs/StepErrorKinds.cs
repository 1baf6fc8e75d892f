namespace Arch.Engine.Runs;

/// <summary>The kinds of errors that workflows tell apart.</summary>
public static class StepErrorKinds
{
    /// <summary>An attempt, a step or the run took too long.</summary>
    public const string Timeout = "timeout";

    /// <summary>The run was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>A step type said that it failed.</summary>
    public const string Plugin = "plugin";

    /// <summary>An expression or script failed.</summary>
    public const string Expression = "expression";

    /// <summary>A <c>fail</c> step.</summary>
    public const string Fail = "fail";
}
