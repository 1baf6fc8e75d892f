using Arch.Expressions.Language;

namespace Arch.Expressions.Templates;

/// <summary>A scalar split into literal text and expressions.</summary>
public sealed class TemplateScan
{
    internal TemplateScan(IReadOnlyList<TemplatePart> parts, ExpressionProblem? problem)
    {
        Parts = parts;
        Problem = problem;
    }

    /// <summary>Gets the pieces in order; empty only for an empty scalar.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>Gets whether there is no expression in it; its text is that of the only part.</summary>
    public bool IsPlain => Parts.Count == 0 || (Parts.Count == 1 && !Parts[0].IsExpression);

    /// <summary>
    /// Gets whether it is one expression and nothing else, so that the value keeps its type. Line breaks around the
    /// expression, as YAML's block scalars leave them, do not count.
    /// </summary>
    public bool IsWhole => Parts.Count == 1 && Parts[0].IsExpression;

    /// <summary>Gets what is wrong (ARCH2001), at its place in the scalar.</summary>
    /// <value><see langword="null"/> when every <c>${{</c> has its <c>}}</c>.</value>
    public ExpressionProblem? Problem { get; }
}
