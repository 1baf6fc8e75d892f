namespace Arch.Expressions.Language;

/// <summary>Something wrong with the text of an expression or script.</summary>
/// <param name="Code">The code, <c>ARCH2001</c> to <c>ARCH2301</c>.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units it spans; 0 when it is a point.</param>
/// <param name="Message">What was seen and what was wanted.</param>
/// <param name="Remedy">What to do about it, or <see langword="null"/> when the message says it all.</param>
public sealed record ExpressionProblem(string Code, int Start, int Length, string Message, string? Remedy = null)
{
    /// <summary>Gets whether the text may be right, so that it is said and no more.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Gets the change that puts it right.</summary>
    /// <value><see langword="null"/> when there is none that is likely to be meant.</value>
    public ExpressionFix? Fix { get; init; }
}
