using System.Globalization;

namespace Arch.Workflows.Compiling;

/// <summary>A name with its major version, <c>http.request@1</c>, whose form the grammar has checked.</summary>
internal static class TypeReference
{
    public static (string Name, int Version) Split(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        return (reference[..at], int.Parse(reference[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
