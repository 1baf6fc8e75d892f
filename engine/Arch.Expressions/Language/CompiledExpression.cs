using Arch.Expressions.Values;

namespace Arch.Expressions.Language;

/// <summary>An expression that was parsed and checked once. Immutable; safe to use from many threads.</summary>
public abstract class CompiledExpression
{
    /// <summary>Gets the text as written, without <c>${{ }}</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Gets every chain of members that starts at a name from outside, to say with which values it was evaluated.</summary>
    public abstract IReadOnlyList<ExpressionReference> References { get; }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="session">The session of one activation of one run.</param>
    /// <param name="scope">The values of the names in scope.</param>
    /// <returns>The result, with nothing in it that still runs code.</returns>
    /// <exception cref="ExpressionException">The expression threw, or went over a limit.</exception>
    public abstract Value Evaluate(ExpressionSession session, IExpressionScope scope);
}
