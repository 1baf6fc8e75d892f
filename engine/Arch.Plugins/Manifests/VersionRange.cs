using System.Diagnostics.CodeAnalysis;

namespace Arch.Plugins.Manifests;

/// <summary>Versions between bounds: comparisons parted by blanks that all hold, such as <c>&gt;=0.1 &lt;1</c>.</summary>
internal sealed class VersionRange
{
    private static readonly string[] Operators = [">=", "<=", ">", "<", "="];

    private readonly string _text;
    private readonly (string Operator, SemanticVersion Version)[] _bounds;

    private VersionRange(string text, (string Operator, SemanticVersion Version)[] bounds)
    {
        _text = text;
        _bounds = bounds;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = null;
        var bounds = new List<(string, SemanticVersion)>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var comparison = Array.Find(Operators, candidate => part.StartsWith(candidate, StringComparison.Ordinal));
            if (comparison is null || !SemanticVersion.TryParse(part[comparison.Length..], out var version))
            {
                return false;
            }

            bounds.Add((comparison, version));
        }

        range = bounds.Count == 0 ? null : new VersionRange(text, [.. bounds]);
        return range is not null;
    }

    public bool Contains(SemanticVersion version) => Array.TrueForAll(_bounds, bound =>
    {
        var order = version.CompareTo(bound.Version);
        return bound.Operator switch
        {
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            _ => order == 0,
        };
    });

    public override string ToString() => _text;
}
