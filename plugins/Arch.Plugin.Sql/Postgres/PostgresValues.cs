using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Sql.Rows;
using Npgsql.PostgresTypes;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>Writes values as JSON. They come as the server's text, in which nothing is rounded and every type can be had.</summary>
internal static class PostgresValues
{
    /// <summary>Gives what writes the values of a type.</summary>
    public static Action<Utf8JsonWriter, string> WriterFor(PostgresType type) => type switch
    {
        PostgresArrayType { Element.InternalName: "box" } => WriteText, // its elements are parted by ';'
        PostgresArrayType array => ArrayWriter(WriterFor(array.Element)),
        PostgresDomainType domain => WriterFor(domain.BaseType),
        _ => ScalarWriter(type.InternalName),
    };

    private static Action<Utf8JsonWriter, string> ArrayWriter(Action<Utf8JsonWriter, string> element) =>
        (writer, text) => new PostgresArray(text, writer, element).Write();

    private static Action<Utf8JsonWriter, string> ScalarWriter(string type) => type switch
    {
        "bool" => (writer, text) => writer.WriteBooleanValue(text == "t"),
        "int2" or "int4" or "int8" or "oid" =>
            (writer, text) => JsonValues.WriteInteger(writer, long.Parse(text, CultureInfo.InvariantCulture)),
        "float4" or "float8" => (writer, text) => JsonValues.WriteFloat(writer, double.Parse(text, CultureInfo.InvariantCulture)),
        "json" or "jsonb" => JsonValues.WriteJson,
        "bytea" => (writer, text) => writer.WriteBase64StringValue(Convert.FromHexString(text.AsSpan(2))), // \x00ff
        "timestamp" or "timestamptz" => (writer, text) => writer.WriteStringValue(Moment(text)),
        _ => WriteText,
    };

    private static void WriteText(Utf8JsonWriter writer, string text) => writer.WriteStringValue(text);

    // 2026-11-23 09:30:00+00 → 2026-11-23T09:30:00Z; 'infinity' and years before Christ stay as they are
    private static string Moment(string text)
    {
        if (text.Length < 19 || text.EndsWith("BC", StringComparison.Ordinal))
        {
            return text;
        }

        var moment = text.Replace(' ', 'T');
        return moment.EndsWith("+00", StringComparison.Ordinal) ? moment[..^3] + "Z" : moment;
    }
}
