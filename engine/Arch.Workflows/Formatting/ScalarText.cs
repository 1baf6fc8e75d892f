using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Arch.Expressions.Templates;
using Arch.Expressions.Values;
using Arch.Workflows.Reading;
using YamlDotNet.Core;
using Scalar = YamlDotNet.Core.Tokens.Scalar;

namespace Arch.Workflows.Formatting;

/// <summary>Writes scalars of one line: without quotes that nobody needs, with one kind of those that are needed.</summary>
internal static partial class ScalarText
{
    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}:?");

    /// <summary>Gives a scalar as it is to be written.</summary>
    /// <param name="raw">As it is in the file, with its quotes; in one line.</param>
    /// <param name="scalar">What it says.</param>
    /// <param name="isInFlow">Whether it stands in <c>{ }</c> or <c>[ ]</c>, where more characters need quotes.</param>
    /// <param name="isTemplate">Whether <c>${{ }}</c> in it is an expression.</param>
    public static string Of(string raw, Scalar scalar, bool isInFlow, bool isTemplate)
    {
        var says = scalar.Value;
        if (scalar.Style == ScalarStyle.Plain)
        {
            return isTemplate && says == raw ? WithSpaces(raw) : raw;
        }

        if (says.Any(character => char.IsControl(character) || char.IsSurrogate(character) || character is >= '\u2000' and < '\u2070' or '\u00A0'))
        {
            // Escapes that no other style has, or characters that one does not see.
            return raw;
        }

        says = isTemplate ? WithSpaces(says) : says;
        return CanBePlain(says, isInFlow) ? says
            : !says.AsSpan().ContainsAny('"', '\\') ? $"\"{says}\""
            : !says.Contains('\'', StringComparison.Ordinal) ? $"'{says}'"
            : scalar.Style == ScalarStyle.SingleQuoted ? $"'{says.Replace("'", "''", StringComparison.Ordinal)}'"
            : $"\"{says.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    // What begins with a letter can be neither a number nor a date nor an indicator of YAML. An expression keeps its quotes: it is code,
    // and the next change to it may need them.
    private static bool CanBePlain(string text, bool isInFlow) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] is '/' or '_')
        && !text.Contains("${{", StringComparison.Ordinal)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && text[^1] is not (' ' or ':')
        && !(isInFlow && text.AsSpan().ContainsAny(FlowIndicators))
        && !OtherReaders().IsMatch(text)
        && CoreSchema.TryResolve(text, out var value)
        && value == Value.From(text);

    // YAML 1.1, which other programs still read, takes these words for booleans and nothing.
    [GeneratedRegex(@"^(y|n|yes|no|on|off|true|false|null|nan|inf)\z", RegexOptions.IgnoreCase)]
    private static partial Regex OtherReaders();

    private static string WithSpaces(string text)
    {
        var scan = TemplateSyntax.Scan(text);
        if (scan.Problem is not null || scan.IsPlain)
        {
            return text;
        }

        var result = new StringBuilder();
        var copied = 0;
        foreach (var part in scan.Parts.Where(part => part.IsExpression && part.Length > 0 && part.Text[0] != '#'))
        {
            var opening = text.LastIndexOf("${{", part.Start, StringComparison.Ordinal) + 3;
            var closing = text.IndexOf("}}", part.Start + part.Length, StringComparison.Ordinal);
            result.Append(text, copied, opening - copied).Append(' ').Append(part.Text).Append(' ');
            copied = closing;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
