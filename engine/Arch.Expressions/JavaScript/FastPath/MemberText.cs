using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>How a member access is written, for the message when there is nothing to read from.</summary>
/// <param name="Owner">What is read from.</param>
/// <param name="Member">What is read, with its dot or brackets.</param>
internal sealed record MemberText(string Owner, string Member)
{
    private const int Longest = 80;

    public ExpressionException Missing(Value owner)
    {
        var link = Member.StartsWith('[') ? "?." : "?";
        var kind = owner.IsUndefined ? "undefined" : "null";
        return new ExpressionException(
            "ARCH2409",
            $"{Cut(Owner)} is {kind}, so {Cut(Member)} cannot be read. Write '{link}{Cut(Member)}' if it may be missing.");
    }

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] + "…" : text;
}
