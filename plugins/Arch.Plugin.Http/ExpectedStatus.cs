using System.Globalization;
using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>The statuses that are no failure.</summary>
internal sealed class ExpectedStatus
{
    private readonly string[] _patterns;

    private ExpectedStatus(string[] patterns) => _patterns = patterns;

    public static ExpectedStatus Ok { get; } = new(["200"]);

    /// <exception cref="Sdk.StepException">http_input: something is neither a code nor a class.</exception>
    public static ExpectedStatus Parse(JsonElement? expect) => expect switch
    {
        null => new(["2xx"]),
        { ValueKind: JsonValueKind.Array } list => new([.. list.EnumerateArray().Select(Pattern)]),
        { } one => new([Pattern(one)]),
    };

    public bool Contains(int status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return Array.Exists(_patterns, pattern => pattern == text || (pattern.EndsWith("xx", StringComparison.Ordinal) && pattern[0] == text[0]));
    }

    public override string ToString() => string.Join(", ", _patterns);

    private static string Pattern(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        var isPattern = text.Length == 3 && text[0] is >= '1' and <= '5'
            && (text.EndsWith("xx", StringComparison.Ordinal) || (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])));
        return isPattern ? text : throw HttpFailures.Input($"'expect' has '{text}'; it must be a status such as 404 or a class such as 2xx.");
    }
}
