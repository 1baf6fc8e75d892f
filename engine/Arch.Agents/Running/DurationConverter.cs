using System.Text.Json;
using System.Text.Json.Serialization;
using Arch.Workflows.Durations;

namespace Arch.Agents.Running;

/// <summary>Durations as the language writes them.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DurationText.TryParse(reader.GetString(), out var duration)
            ? duration
            : throw new JsonException($"It must be {DurationText.Form}.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationText.Format(value));
}
