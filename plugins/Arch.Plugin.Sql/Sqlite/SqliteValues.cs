using System.Text.Json;
using Arch.Plugin.Sql.Rows;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>Writes values as JSON: as what they are stored as, and as what their column is declared as where JSON has that.</summary>
internal static class SqliteValues
{
    public static void Write(Utf8JsonWriter writer, object value, string declaredType)
    {
        switch (value)
        {
            case long and (0 or 1) and var truth when IsDeclared(declaredType, "BOOLEAN") || IsDeclared(declaredType, "BOOL"):
                writer.WriteBooleanValue(truth is 1L);
                break;
            case long integer:
                JsonValues.WriteInteger(writer, integer);
                break;
            case double number:
                JsonValues.WriteFloat(writer, number);
                break;
            case string text when IsDeclared(declaredType, "JSON"):
                JsonValues.WriteJson(writer, text);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static bool IsDeclared(string type, string name) => string.Equals(type, name, StringComparison.OrdinalIgnoreCase);
}
