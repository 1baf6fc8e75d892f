using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>Is met when a time has passed or a moment has come; one of the two is there.</summary>
public sealed record TimerCondition : WaitCondition
{
    /// <summary>Gets the length of time, as text such as <c>5m</c>.</summary>
    public Template? For { get; init; }

    /// <summary>Gets the moment, as RFC 3339 text or milliseconds since 1970.</summary>
    public ExpressionHandle? Until { get; init; }
}
