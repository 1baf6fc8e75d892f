using System.Globalization;

namespace Arch.Expressions.JavaScript;

/// <summary>Moments as JavaScript's <c>Date.prototype.toISOString</c> writes them.</summary>
internal static class TimeText
{
    private const string Layout = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(Layout, CultureInfo.InvariantCulture);

    public static string Format(long epochMilliseconds)
    {
        // Years outside of 1 to 9999 exist in JavaScript only.
        return epochMilliseconds is >= -62135596800000 and <= 253402300799999
            ? Format(DateTimeOffset.FromUnixTimeMilliseconds(epochMilliseconds))
            : epochMilliseconds.ToString(CultureInfo.InvariantCulture);
    }
}
