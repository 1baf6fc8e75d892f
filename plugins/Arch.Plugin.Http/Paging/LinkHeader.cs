using System.Text.RegularExpressions;

namespace Arch.Plugin.Http;

/// <summary>Finds the next page in a Link header (RFC 8288).</summary>
internal static partial class LinkHeader
{
    public static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
        {
            return null;
        }

        foreach (Match link in Links().Matches(string.Join(", ", values)))
        {
            var relation = Relation().Match(link.Groups["parameters"].Value);
            var names = relation.Groups["quoted"].Success ? relation.Groups["quoted"].Value : relation.Groups["token"].Value;
            if (names.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase))
            {
                return link.Groups["target"].Value;
            }
        }

        return null;
    }

    // A comma or semicolon inside of the brackets or quotes parts nothing.
    [GeneratedRegex("""<(?<target>[^>]*)>(?<parameters>(?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(""";\s*rel\s*=\s*(?:"(?<quoted>[^"]*)"|(?<token>[^\s;,"]*))""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Relation();
}
