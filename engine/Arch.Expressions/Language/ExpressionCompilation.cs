namespace Arch.Expressions.Language;

/// <summary>The outcome of compiling an expression.</summary>
public abstract class ExpressionCompilation
{
    /// <summary>Gets what is wrong with the text: syntax, or something outside of the allowed subset.</summary>
    public abstract IReadOnlyList<ExpressionProblem> Problems { get; }

    /// <summary>Gets the expression ready to run, or <see langword="null"/> when there are problems.</summary>
    public abstract CompiledExpression? Expression { get; }

    /// <summary>
    /// Gets every chain of members that starts at a name from outside: <c>steps.x?.outputs.y</c>. Empty when there are
    /// problems.
    /// </summary>
    public abstract IReadOnlyList<ExpressionReference> References { get; }

    /// <summary>Checks names and members against what is in scope, and finds the type of the result.</summary>
    /// <param name="scope">The shapes of the names in scope.</param>
    /// <returns>The type and the problems.</returns>
    public abstract ExpressionCheck Check(ITypeScope scope);

    /// <summary>Tells what is known of the name or member at a position.</summary>
    /// <param name="scope">The shapes of the names in scope.</param>
    /// <param name="position">The position in UTF-16 units from 0; one right behind a name belongs to it.</param>
    /// <returns>
    /// What is known; <see langword="null"/> when no name or member stands there, or the text has problems.
    /// </returns>
    public abstract ExpressionProbe? Probe(ITypeScope scope, int position);
}
