using System.Globalization;

namespace Arch.Host.Output;

/// <summary>Says how many there are of something.</summary>
internal static class Counted
{
    /// <summary>Gives <c>1 file</c> or <c>2 files</c>.</summary>
    public static string Of(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
