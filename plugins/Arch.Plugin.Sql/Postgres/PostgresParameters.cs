using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Sql.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>Turns JSON values into parameters of PostgreSQL.</summary>
/// <remarks>
/// Texts are sent without a type: the server reads them as whatever stands in the place, so that dates, UUIDs and enumerations need
/// no more than their text.
/// </remarks>
internal static class PostgresParameters
{
    public static NpgsqlParameter Create(string name, JsonElement value, ParameterKind? kind) => kind switch
    {
        _ when value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined => Of(DBNull.Value, NpgsqlDbType.Unknown),
        ParameterKind.Text => Of(ParameterSet.Text(value), NpgsqlDbType.Text),
        ParameterKind.Bytes => Of(ParameterSet.Bytes(name, value), NpgsqlDbType.Bytea),
        ParameterKind.Json => Of(value.GetRawText(), NpgsqlDbType.Jsonb),
        _ => FromKind(value),
    };

    private static NpgsqlParameter FromKind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value.GetString()!, NpgsqlDbType.Unknown),
        JsonValueKind.True or JsonValueKind.False => Of(value.GetBoolean(), NpgsqlDbType.Boolean),
        JsonValueKind.Number => FromNumber(value),
        JsonValueKind.Array => FromArray(value),
        _ => Of(value.GetRawText(), NpgsqlDbType.Jsonb),
    };

    private static NpgsqlParameter FromNumber(JsonElement value)
    {
        if (value.TryGetInt32(out var small))
        {
            return Of(small, NpgsqlDbType.Integer);
        }

        if (value.TryGetInt64(out var large))
        {
            return Of(large, NpgsqlDbType.Bigint);
        }

        return value.TryGetDecimal(out var exact) && exact.ToString(CultureInfo.InvariantCulture) == value.GetRawText()
            ? Of(exact, NpgsqlDbType.Numeric)
            : Of(value.GetDouble(), NpgsqlDbType.Double);
    }

    private static NpgsqlParameter FromArray(JsonElement value)
    {
        var elements = value.EnumerateArray().Where(element => element.ValueKind != JsonValueKind.Null).ToList();
        if (elements.Count > 0 && elements.TrueForAll(element => element.ValueKind == JsonValueKind.String))
        {
            return Array(value, NpgsqlDbType.Text, element => element.GetString());
        }

        if (elements.Count > 0 && elements.TrueForAll(element => element.ValueKind is JsonValueKind.True or JsonValueKind.False))
        {
            return Array<bool?>(value, NpgsqlDbType.Boolean, element => element.GetBoolean());
        }

        if (elements.Count > 0 && elements.TrueForAll(element => element.ValueKind == JsonValueKind.Number))
        {
            return elements.TrueForAll(element => element.TryGetInt64(out _))
                ? Array<long?>(value, NpgsqlDbType.Bigint, element => element.GetInt64())
                : elements.TrueForAll(element => element.TryGetDecimal(out _))
                    ? Array<decimal?>(value, NpgsqlDbType.Numeric, element => element.GetDecimal())
                    : Array<double?>(value, NpgsqlDbType.Double, element => element.GetDouble());
        }

        // An empty list, as text of no type, is an array of whatever stands in the place.
        return value.GetArrayLength() == 0 ? Of("{}", NpgsqlDbType.Unknown) : Of(value.GetRawText(), NpgsqlDbType.Jsonb);
    }

    private static NpgsqlParameter Array<T>(JsonElement value, NpgsqlDbType type, Func<JsonElement, T?> convert) => Of(
        value.EnumerateArray().Select(element => element.ValueKind == JsonValueKind.Null ? default : convert(element)).ToArray(),
        NpgsqlDbType.Array | type);

    private static NpgsqlParameter Of(object value, NpgsqlDbType type) => new() { Value = value, NpgsqlDbType = type };
}
