using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arch.Vectors.Data;

/// <summary>Values of properties as the metadata of records.</summary>
internal static class RecordValues
{
    public const string Supported =
        "string, bool, byte, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, and arrays and lists of them";

    private static readonly HashSet<Type> s_plain =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal),
        typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
    ];

    public static bool IsSupported(Type type) => IsPlain(type)
        || (type.IsArray && IsPlain(type.GetElementType()!)) // arrays have one
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && IsPlain(type.GetGenericArguments()[0]));

    // Moments in UTC, so that their texts are in the order of time.
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        DateTimeOffset moment => JsonValue.Create(moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        DateTime moment => JsonValue.Create(moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };

    public static object? FromJson(JsonNode? value, Type type) => value?.Deserialize(type);

    private static bool IsPlain(Type type) => s_plain.Contains(Nullable.GetUnderlyingType(type) ?? type);
}
