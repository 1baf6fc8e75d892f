using System.Text.RegularExpressions;
using Arch.Workflows.Diagnostics;
using YamlDotNet.Core;

namespace Arch.Workflows.Reading;

/// <summary>Says what is wrong with text that is no YAML, in the words of what people usually did.</summary>
internal static partial class SyntaxErrors
{
    public static Diagnostic Tab(SourcePlace place) => Error(
        place,
        "A tab stands where the line is indented, and YAML does not allow that.",
        "Indent with spaces.");

    /// <summary>Says that something was not closed.</summary>
    public static Diagnostic Unfinished(SourceMap map, YamlTreeBuilder builder) => builder.OpenFlow >= 0
        ? Error(
            map.Place(builder.OpenFlow, builder.OpenFlow + 1),
            $"The '{map.Text[builder.OpenFlow]}' opened here is never closed.",
            "Close it.")
        : Error(map.Place(builder.Reached, builder.Reached + 1), "The text is not valid YAML behind this place.", null);

    public static Diagnostic Explain(SourceMap map, YamlTreeBuilder builder, YamlException exception)
    {
        var start = (int)Math.Min(exception.Start.Index, map.Text.Length);
        var end = (int)Math.Min(exception.End.Index, map.Text.Length);
        return FindTab(map, start, exception) ?? FindTab(map, end, exception)
            ?? FindExpression(map, start, end)
            ?? FindTag(map, start) ?? FindTag(map, end)
            ?? FindQuote(map, exception, start)
            ?? FindColon(map, exception, end)
            ?? FindUnfinished(map, builder, end)
            ?? FindEarlyEnd(map, exception, end)
            ?? FindMissingColon(map, exception, end)
            ?? Other(map, exception, Says(exception, "cannot start") ? start : end);
    }

    private static Diagnostic Error(SourcePlace place, string message, string? remedy) =>
        new("ARCH0001", DiagnosticSeverity.Error, place, message, remedy);

    private static Diagnostic Other(SourceMap map, YamlException exception, int at) =>
        Error(map.Place(at, at + 1), $"The text is not valid YAML: {Words(exception)}.", null);

    private static bool Says(YamlException exception, string words) =>
        exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    // The scanner complains at the line before when the tab begins the first line of a mapping or block scalar.
    private static Diagnostic? FindTab(SourceMap map, int offset, YamlException exception)
    {
        var at = map.LineStart(offset);
        if (Says(exception, "tab") && map.Text.IndexOf("\n\t", at, StringComparison.Ordinal) is >= 0 and var next)
        {
            return Tab(map.Place(next + 1, next + 2));
        }

        while (at < map.Text.Length && map.Text[at] == ' ')
        {
            at++;
        }

        return at < map.Text.Length && map.Text[at] == '\t' ? Tab(map.Place(at, at + 1)) : null;
    }

    private static Diagnostic? FindColon(SourceMap map, YamlException exception, int at) =>
        Says(exception, "invalid mapping")
            ? Error(
                map.Place(at, at + 1),
                "A colon followed by a space begins a mapping, and none can begin here.",
                "Put text that contains ': ' in quotes, or mind the indentation of the line.")
            : null;

    private static Diagnostic? FindUnfinished(SourceMap map, YamlTreeBuilder builder, int at) =>
        builder.OpenFlow >= 0 && map.Text.AsSpan(Math.Min(at, map.Text.Length)).Trim().Length == 0
            ? Unfinished(map, builder)
            : null;

    // {url: ${{ inputs.x }}}: YAML reads the text '$' and then an opening brace.
    private static Diagnostic? FindExpression(SourceMap map, int start, int end)
    {
        var from = Math.Max(0, Math.Min(start, end) - 2);
        var to = Math.Min(map.Text.Length, Math.Max(start, end) + 3);
        var at = map.Text.LastIndexOf("${{", to - 1, to - from, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var close = map.Text.IndexOf("}}", at, StringComparison.Ordinal);
        return Error(
            map.Place(at, close < 0 ? at + 3 : close + 2),
            "An expression inside of { } or [ ] must be in quotes, because YAML reads its braces as a mapping.",
            "Quote it: \"${{ … }}\".");
    }

    private static Diagnostic? FindTag(SourceMap map, int offset)
    {
        var lineStart = map.LineStart(offset);
        var lineEnd = map.Text.IndexOf('\n', lineStart);
        var line = map.Text[lineStart..(lineEnd < 0 ? map.Text.Length : lineEnd)];
        var match = TagValue().Match(line);
        return match.Success ? Tags.Report(map, lineStart + match.Groups["tag"].Index) : null;
    }

    private static Diagnostic? FindQuote(SourceMap map, YamlException exception, int start) =>
        exception.Message.Contains("quoted scalar", StringComparison.Ordinal)
            && exception.Message.Contains("unexpected", StringComparison.Ordinal)
            ? Error(
                map.Place(start, start + 1),
                "A quote is opened here and never closed.",
                "Close it, or leave the quotes away.")
            : null;

    // when: 'a' === inputs.b: YAML takes the value to end with the second quote.
    private static Diagnostic? FindEarlyEnd(SourceMap map, YamlException exception, int at)
    {
        if (!Says(exception, "expected key") && !Says(exception, "cannot start"))
        {
            return null;
        }

        var lineStart = map.LineStart(at);
        var lineEnd = map.Text.IndexOf('\n', lineStart);
        var match = MarkedValue().Match(map.Text[lineStart..(lineEnd < 0 ? map.Text.Length : lineEnd)]);
        var start = lineStart + match.Groups["mark"].Index;
        return match.Success
            ? Error(
                map.Place(start, start + 1),
                $"A value that begins with {match.Groups["mark"].Value} is read by YAML's own rules, "
                    + "and what follows does not fit them.",
                "Write the whole expression within ${{ }}.")
            : null;
    }

    // A line of a mapping that is a word alone.
    private static Diagnostic? FindMissingColon(SourceMap map, YamlException exception, int at)
    {
        if (!Says(exception, "expected key") && !Says(exception, "expected ':'"))
        {
            return null;
        }

        var lineStart = map.LineStart(at);
        var lineEnd = map.Text.IndexOf('\n', lineStart);
        var match = WordAlone().Match(map.Text[lineStart..(lineEnd < 0 ? map.Text.Length : lineEnd)]);
        var word = match.Groups["word"];
        return match.Success
            ? Error(
                map.Place(lineStart + word.Index, lineStart + word.Index + word.Length),
                $"A key with ':' behind it must stand here, but '{word.Value}' has none.",
                $"Write '{word.Value}: …', or put it on the line above if it goes on with that text.")
            : null;
    }

    private static string Words(YamlException exception)
    {
        var message = exception.Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        message = (colon < 0 ? message : message[(colon + 3)..]).TrimEnd('.', ' ');
        return message.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    // Behind the closing mark an operator goes on with the expression.
    [GeneratedRegex("^\\s*(- +)?[A-Za-z_][A-Za-z0-9_]*: +((?<mark>['\"\\[]).*['\"\\]] *[-.=!<>&|?+*]|(?<mark>`))")]
    private static partial Regex MarkedValue();

    [GeneratedRegex("^\\s*(- +)?(?<word>[A-Za-z_][A-Za-z0-9_-]*)\\s*(#.*)?\r?$")]
    private static partial Regex WordAlone();

    [GeneratedRegex("^[^\"'#]*?(:\\s+|-\\s+|[\\[{,]\\s*)(?<tag>!\\S+)")]
    private static partial Regex TagValue();
}
