namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>How large a source text may be. Parsing is outside of the limits of an evaluation, so it is bounded
/// here.</summary>
internal sealed record SourceLimits(string Noun, int MaxLength, int MaxNodes)
{
    /// <summary>The deepest nesting of syntax; walking it by recursion is safe on any thread's stack.</summary>
    public const int MaxDepth = 256;

    public static SourceLimits Expression { get; } = new("expression", 8 * 1024, 2_000);

    public static SourceLimits Script { get; } = new("script", 64 * 1024, 20_000);

    /// <summary>Makes room for text that the author did not write.</summary>
    /// <param name="length">Its length.</param>
    /// <returns>The limits.</returns>
    public SourceLimits Around(int length) =>
        length == 0 ? this : this with { MaxLength = MaxLength + length, MaxNodes = MaxNodes * 2 };
}
