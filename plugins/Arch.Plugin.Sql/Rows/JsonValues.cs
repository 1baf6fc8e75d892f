using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arch.Plugin.Sql.Rows;

/// <summary>Writes values of databases as JSON without losing any of them.</summary>
internal static class JsonValues
{
    // The rows, the row and what a step wraps them in come on top, within the 64 levels that Arch passes on.
    private const int MaxDepth = 48;

    private const long LargestExact = (1L << 53) - 1;

    /// <summary>Writes a number, or a text where a JSON number would lose digits.</summary>
    public static void WriteInteger(Utf8JsonWriter writer, long value)
    {
        if (value is >= -LargestExact and <= LargestExact)
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a number, or its name where JSON has none for it.</summary>
    public static void WriteFloat(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    /// <summary>Writes a JSON document as what it holds; as text when it is none, or nests too deeply to be passed on.</summary>
    public static void WriteJson(Utf8JsonWriter writer, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new JsonDocumentOptions { MaxDepth = MaxDepth });
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(text);
        }
    }
}
