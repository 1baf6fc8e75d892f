using System.Globalization;
using System.Text.Json;
using Arch.Engine.Journal;

namespace Simulation.Oracle;

/// <summary>Reads the fields of records as they are stored.</summary>
internal static class Json
{
    public static JsonElement Of(JournalRecord record) => JsonDocument.Parse(JournalCodec.Encode(record)).RootElement;

    public static string? Text(this JsonElement fields, string name) =>
        fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static int? Number(this JsonElement fields, string name) =>
        fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? (int)value.GetDouble()
            : null;

    public static int Int(this JsonElement fields, string name) =>
        fields.Number(name) ?? throw new FormatException($"The record has no number '{name}': {fields}");

    public static bool Flag(this JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static JsonElement Member(this JsonElement fields, string name) =>
        fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) ? value : default;

    public static DateTimeOffset? Time(this JsonElement fields, string name) => fields.Text(name) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : null;
}
