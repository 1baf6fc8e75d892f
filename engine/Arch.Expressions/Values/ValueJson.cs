using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arch.Expressions.Values;

/// <summary>Values from and to JSON (RFC 8259).</summary>
public static class ValueJson
{
    private static readonly JsonWriterOptions CompactOptions = new()
    {
        // Text stays readable; nothing here is put into HTML without further encoding.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = ValueDepth.InRecords,
        SkipValidation = true,
    };

    private static readonly JsonWriterOptions IndentedOptions = CompactOptions with { Indented = true };

    /// <summary>Reads a JSON text. What it holds is converted when it is read.</summary>
    /// <param name="utf8Json">The text in UTF-8; must not change afterwards.</param>
    /// <param name="maxDepth">The most levels of nesting; text that Arch wrote itself may have more than that from outside.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The text is not JSON or nested deeper.</exception>
    public static Value Parse(ReadOnlyMemory<byte> utf8Json, int maxDepth = ValueDepth.FromOutside)
    {
#pragma warning disable CA2000 // The value keeps the document; it rents nothing because its text is given
        return From(JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = maxDepth }).RootElement);
#pragma warning restore CA2000
    }

    /// <summary>Reads a JSON text. What it holds is converted when it is read.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxDepth">The most levels of nesting.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The text is not JSON or nested deeper.</exception>
    public static Value Parse(string json, int maxDepth = ValueDepth.FromOutside) => Parse(Encoding.UTF8.GetBytes(json), maxDepth);

    /// <summary>Wraps parsed JSON without copying it.</summary>
    /// <param name="element">The JSON; its document must not be disposed.</param>
    /// <returns>The value.</returns>
    public static Value From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => Value.Null,
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.Number => Value.From(element.GetDouble()),
        JsonValueKind.String => Value.From(element.GetString()),
        JsonValueKind.Array => Value.From(new JsonValueArray(element)),
        JsonValueKind.Object => Value.From(new JsonValueObject(element)),
        _ => Value.Undefined,
    };

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value, at most <see cref="ValueDepth.InRecords"/> deep; undefined and numbers that JSON lacks become <c>null</c>.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(Value value, Utf8JsonWriter writer)
    {
        if (value.TryGetString(out var text))
        {
            writer.WriteStringValue(text);
        }
        else if (value.TryGetNumber(out var number))
        {
            WriteNumber(number, writer);
        }
        else if (value.TryGetBoolean(out var truth))
        {
            writer.WriteBooleanValue(truth);
        }
        else if (value.TryGetObject(out var members))
        {
            WriteObject(members, writer);
        }
        else if (value.TryGetArray(out var elements))
        {
            WriteArray(elements, writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a value as compact JSON in UTF-8.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static byte[] ToUtf8(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, CompactOptions))
        {
            Write(value, writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">Whether to lay it out for people.</param>
    /// <returns>The text.</returns>
    public static string ToJson(Value value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, indented ? IndentedOptions : CompactOptions))
        {
            Write(value, writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteObject(ValueObject members, Utf8JsonWriter writer)
    {
        if (members is JsonValueObject { Source: var source })
        {
            source.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, member) in members)
        {
            if (!member.IsUndefined)
            {
                writer.WritePropertyName(name);
                Write(member, writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(ValueArray elements, Utf8JsonWriter writer)
    {
        if (elements is JsonValueArray { Source: var source })
        {
            source.WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        for (var i = 0; i < elements.Count; i++)
        {
            Write(elements[i], writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(double number, Utf8JsonWriter writer)
    {
        if (number is >= -9007199254740992 and <= 9007199254740992 && Math.Truncate(number) == number)
        {
            writer.WriteNumberValue((long)number);
        }
        else if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
