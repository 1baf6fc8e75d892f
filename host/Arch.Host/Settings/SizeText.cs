using System.Globalization;

namespace Arch.Host.Settings;

/// <summary>Numbers of bytes as settings write them: <c>64KiB</c>, <c>10MiB</c>, <c>2GiB</c>.</summary>
internal static class SizeText
{
    private static readonly (string Unit, long Bytes)[] Units = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>Reads a size of up to 1 PiB.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        foreach (var (unit, size) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && long.TryParse(text.AsSpan(0, text.Length - unit.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count > 0
                && count <= (1L << 50) / size)
            {
                bytes = count * size;
                return true;
            }
        }

        bytes = 0;
        return false;
    }
}
