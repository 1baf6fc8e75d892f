using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>What one entry into an engine may use.</summary>
internal sealed record SandboxLimits(TimeSpan Time, long Memory, int Statements)
{
    /// <summary>The longest string that a script may make or be given.</summary>
    public const int MaxText = 1024 * 1024;

    /// <summary>The most elements of an array.</summary>
    public const int MaxArray = 50_000;

    /// <summary>The most room that the engine may make for an array, which doubles as the array grows.</summary>
    public const int MaxArrayRoom = 65_536;

    /// <summary>The deepest nesting of function calls.</summary>
    public const int MaxRecursion = 64;

    /// <summary>The deepest nesting of a result, and of a JSON text that is parsed.</summary>
    public const int MaxDepth = 32;

    /// <summary>The most values in a result; what is passed on unread counts as one.</summary>
    public const int MaxResultValues = 50_000;

    /// <summary>How often the time of one expression all expressions of a session may take together.</summary>
    public const int ExpressionsPerSession = 20;

    public static TimeSpan RegexTime { get; } = TimeSpan.FromMilliseconds(50);

    public static SandboxLimits ForExpression(ExpressionLimits limits) =>
        new(limits.ExpressionTime, limits.ExpressionMemory, limits.ExpressionStatements);

    public static SandboxLimits ForScript(ExpressionLimits limits) =>
        new(limits.ScriptTime, limits.ScriptMemory, limits.ScriptStatements);
}
