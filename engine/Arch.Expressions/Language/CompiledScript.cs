using Arch.Expressions.Values;

namespace Arch.Expressions.Language;

/// <summary>A script that was parsed and checked once. Immutable; safe to use from many threads.</summary>
public abstract class CompiledScript
{
    /// <summary>Gets the text as written.</summary>
    public abstract string Text { get; }

    /// <summary>Runs the script in an engine of its own.</summary>
    /// <param name="session">The session of one activation of one run.</param>
    /// <param name="arguments">The values of the parameters; the script gets copies that it may change.</param>
    /// <returns>What the script returned; undefined when it returned nothing.</returns>
    /// <exception cref="ExpressionException">The script threw, or went over a limit.</exception>
    public abstract Value Run(ExpressionSession session, ValueObject arguments);
}
