using System.Text.Json;
using System.Text.Json.Serialization;
using Arch.Expressions.Values;

namespace Arch.Host.Api;

/// <summary>Data of workflows as JSON.</summary>
internal sealed class ValueConverter : JsonConverter<Value>
{
    public override bool HandleNull => true;

    // Values read their members when they are asked for them, so that the document must outlive the request.
    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ValueJson.From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options) => ValueJson.Write(value, writer);
}
