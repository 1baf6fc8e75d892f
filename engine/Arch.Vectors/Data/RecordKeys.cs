using System.Globalization;

namespace Arch.Vectors.Data;

/// <summary>Keys of several types as texts.</summary>
internal static class RecordKeys
{
    public const string Supported = "string, int, long, Guid";

    public static bool IsSupported(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(Guid);

    public static string ToText(object key) => key switch
    {
        string text => text,
        int or long => ((IFormattable)key).ToString(null, CultureInfo.InvariantCulture),
        Guid guid => guid.ToString("D"),
        _ => throw new NotSupportedException($"A key is of the type '{key.GetType()}'; supported are {Supported}."),
    };

    public static object FromText(string key, Type type) =>
        type == typeof(int) ? int.Parse(key, CultureInfo.InvariantCulture)
        : type == typeof(long) ? long.Parse(key, CultureInfo.InvariantCulture)
        : type == typeof(Guid) ? Guid.ParseExact(key, "D")
        : key;
}
