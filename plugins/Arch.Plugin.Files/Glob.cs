using System.Text;
using System.Text.RegularExpressions;

namespace Arch.Plugin.Files;

/// <summary>A pattern for paths: <c>?</c> and <c>*</c> within a name, <c>**</c> across folders.</summary>
internal sealed class Glob
{
    private readonly Regex _regex;
    private readonly bool _hasFolders;

    public Glob(string pattern)
    {
        _hasFolders = pattern.Contains('/', StringComparison.Ordinal);
        _regex = new Regex(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Gets whether only a look into folders below can find all matches.</summary>
    public bool IsDeep => _hasFolders;

    public bool IsMatch(string relativePath, string name, bool byNameAlone) =>
        _regex.IsMatch(byNameAlone && !_hasFolders ? name : relativePath);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                regex.Append("(.*/)?");
                i += 2;
            }
            else if (pattern.AsSpan(i).StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.Append(@"\z").ToString();
    }
}
