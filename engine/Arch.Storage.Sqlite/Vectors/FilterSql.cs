using System.Globalization;
using System.Text;
using System.Text.Json;
using Arch.Storage.Sqlite.Connections;
using Arch.Vectors.Filters;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>Finds the ids of the records that a filter lets through, without reading the records.</summary>
internal sealed class FilterSql
{
    private readonly StringBuilder _where = new();
    private readonly List<object> _parameters = [];

    private FilterSql(VectorFilter filter)
    {
        foreach (var condition in filter.Conditions)
        {
            _where.Append(" AND ").Append(Condition(condition));
        }
    }

    /// <summary>Tells the ids, the lowest first.</summary>
    public static void ForEach(
        Connection connection, CollectionRow collection, VectorFilter filter, Action<long> tell, CancellationToken cancellationToken)
    {
        var sql = new FilterSql(filter);
        using var statement = connection.Prepare($"SELECT id FROM records r WHERE collection = ?1{sql._where} ORDER BY id");
        statement.Bind(1, collection.Id);
        sql.BindTo(statement);
        while (statement.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            tell(statement.Int64(0));
        }
    }

    private string Condition(FilterCondition condition)
    {
        var path = Parameter($"$.\"{condition.Field}\"");
        var field = new Field($"json_type(r.metadata, {path})", $"json_extract(r.metadata, {path})");
        var value = condition.Values.Count > 0 ? condition.Values[0] : default;
        return condition.Operator switch
        {
            FilterOperator.Eq => Equal(field, value),
            FilterOperator.Ne => $"NOT {Equal(field, value)}",
            FilterOperator.Gt => Compare(field, ">", value),
            FilterOperator.Gte => Compare(field, ">=", value),
            FilterOperator.Lt => Compare(field, "<", value),
            FilterOperator.Lte => Compare(field, "<=", value),
            FilterOperator.In => condition.Values.Count == 0 ? "0" : $"({string.Join(" OR ", condition.Values.Select(one => Equal(field, one)))})",
            FilterOperator.Contains =>
                $"(ifnull({field.Type}, '') = 'array' AND EXISTS (SELECT 1 FROM json_each(r.metadata, {path}) e WHERE "
                + Equal(new Field("e.type", "e.value"), value) + "))",
            _ => value.GetBoolean() ? $"(ifnull({field.Type}, 'null') <> 'null')" : $"(ifnull({field.Type}, 'null') = 'null')",
        };
    }

    private string Equal(Field field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => $"(ifnull({field.Type}, 'null') = 'null')",
        JsonValueKind.True => $"(ifnull({field.Type}, '') = 'true')",
        JsonValueKind.False => $"(ifnull({field.Type}, '') = 'false')",
        _ => Compare(field, "=", value),
    };

    // Never NULL, so that NOT turns it around. Types are compared first: SQLite orders all numbers before all texts.
    private string Compare(Field field, string comparison, JsonElement value)
    {
        var parameter = Parameter(value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble());
        var types = value.ValueKind == JsonValueKind.String ? "= 'text'" : "IN ('integer', 'real')";
        return $"(ifnull({field.Type}, '') {types} AND {field.Value} {comparison} {parameter})";
    }

    private string Parameter(object value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{_parameters.Count + 1}");
    }

    private void BindTo(Statement statement)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            _ = _parameters[i] switch
            {
                string text => statement.Bind(i + 2, text),
                long whole => statement.Bind(i + 2, whole),
                var number => statement.Bind(i + 2, (double)number),
            };
        }
    }

    private readonly record struct Field(string Type, string Value);
}
