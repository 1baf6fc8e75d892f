using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Arch.Plugins.Manifests;

/// <summary>A version after Semantic Versioning 2.0.0; the third and second number may be left out and count as 0.</summary>
internal sealed record SemanticVersion(int Major, int Minor, int Patch, string Prerelease = "") : IComparable<SemanticVersion>
{
    public static bool TryParse(string text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        var core = text;
        if (core.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0)
        {
            core = core[..plus];
        }

        var prerelease = "";
        if (core.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0)
        {
            prerelease = core[(dash + 1)..];
            core = core[..dash];
            if (prerelease.Split('.').Any(part => part.Length == 0 || !part.All(IsIdentifierCharacter)))
            {
                return false;
            }
        }

        var parts = core.Split('.');
        Span<int> numbers = [0, 0, 0];
        if (parts.Length > numbers.Length)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        version = new SemanticVersion(numbers[0], numbers[1], numbers[2], prerelease);
        return true;
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePrerelease(Prerelease, other.Prerelease);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}") + (Prerelease.Length == 0 ? "" : "-" + Prerelease);

    private static bool IsIdentifierCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    private static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release comes after its pre-releases.
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var leftParts = left.Split('.');
        var rightParts = right.Split('.');
        for (var i = 0; i < Math.Min(leftParts.Length, rightParts.Length); i++)
        {
            var order = CompareIdentifier(leftParts[i], rightParts[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return leftParts.Length.CompareTo(rightParts.Length);
    }

    private static int CompareIdentifier(string left, string right)
    {
        var leftIsNumber = int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var leftNumber);
        var rightIsNumber = int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var rightNumber);
        return (leftIsNumber, rightIsNumber) switch
        {
            (true, true) => leftNumber.CompareTo(rightNumber),
            (false, false) => string.CompareOrdinal(left, right),
            _ => leftIsNumber ? -1 : 1,
        };
    }
}
