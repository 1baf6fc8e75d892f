using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>JSON as commands print it.</summary>
internal static class JsonText
{
    private const int MostCharacters = 120;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        SkipValidation = true,
    };

    /// <summary>Gives JSON with what <paramref name="write"/> writes.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Gives a JSON array.</summary>
    public static string OfAll<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    });

    /// <summary>Writes a moment, or null.</summary>
    public static void WriteMoment(Utf8JsonWriter writer, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
        {
            writer.WriteString(name, at);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Gives data in a line, its beginning when it is long.</summary>
    public static string Short(Value value)
    {
        var json = value.IsUndefined ? "null" : ValueJson.ToJson(value);
        return json.Length <= MostCharacters ? json : json[..MostCharacters] + " ...";
    }

    /// <summary>Writes data; undefined as null.</summary>
    public static void WriteValue(Utf8JsonWriter writer, string name, Value value)
    {
        writer.WritePropertyName(name);
        ValueJson.Write(value, writer);
    }
}
