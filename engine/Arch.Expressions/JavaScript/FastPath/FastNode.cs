using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A part of an expression compiled for data directly. Gives exactly what JavaScript gives, or asks for the
/// engine.</summary>
internal abstract class FastNode
{
    /// <summary>Evaluates the part.</summary>
    /// <param name="context">The evaluation.</param>
    /// <returns>The value.</returns>
    /// <exception cref="NeedsEngineException">The operands are of kinds that only the engine handles.</exception>
    public abstract Value Evaluate(in FastContext context);

    /// <summary>Evaluates the part as a link of a chain with <c>?.</c>.</summary>
    /// <param name="context">The evaluation.</param>
    /// <param name="isCut">Becomes true when a <c>?.</c> finds nothing, so that the rest of the chain is passed
    /// over.</param>
    /// <returns>The value.</returns>
    public virtual Value EvaluateLink(in FastContext context, ref bool isCut) => Evaluate(context);
}
