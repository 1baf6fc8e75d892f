using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

/// <summary>
/// A tree of data in which some scalars are or contain <c>${{ }}</c>, such as a step's <c>with</c>. Immutable; safe to
/// use from many threads. Parts without expressions are constants made once.
/// </summary>
public abstract class Template
{
    /// <summary>Gets the value when the template contains no expression.</summary>
    /// <value><see langword="null"/> when there is an expression in it.</value>
    public virtual Value? Constant => null;

    /// <summary>Makes a template that is always the same value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The template.</returns>
    public static Template Of(Value value) => new ConstantTemplate(value);

    /// <summary>Makes a template of one expression; the value keeps its type.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The template.</returns>
    public static Template Of(CompiledExpression expression) => new ExpressionTemplate(expression);

    /// <summary>Makes a template of text with expressions in it; the value is a string.</summary>
    /// <param name="parts">Strings as constants and expressions, in order.</param>
    /// <returns>The template.</returns>
    public static Template Text(IReadOnlyList<Template> parts) => new TextTemplate(parts);

    /// <summary>Makes a template of an array.</summary>
    /// <param name="elements">The elements.</param>
    /// <returns>The template; a constant when all elements are.</returns>
    public static Template Array(IReadOnlyList<Template> elements) => ArrayTemplate.Create(elements);

    /// <summary>Makes a template of an object.</summary>
    /// <param name="members">The members in order, each name once.</param>
    /// <returns>The template; a constant when all members are.</returns>
    public static Template Object(IReadOnlyList<KeyValuePair<string, Template>> members) =>
        ObjectTemplate.Create(members);

    /// <summary>Evaluates every expression in the tree.</summary>
    /// <param name="session">The session of one activation of one run.</param>
    /// <param name="scope">The values of the names in scope.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ExpressionException">
    /// An expression failed, or (ARCH2410) one within text gave an object, an array, null or undefined.
    /// </exception>
    public abstract Value Evaluate(ExpressionSession session, IExpressionScope scope);
}
