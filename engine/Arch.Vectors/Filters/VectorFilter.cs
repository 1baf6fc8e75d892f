using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Vectors.Filters;

/// <summary>A filter over metadata as it was read: conditions that must all hold. Stores translate it to their query language.</summary>
public sealed class VectorFilter
{
    private const int MaxConditions = 32;
    private const int MaxValues = 1_000;
    private const int MaxFieldLength = 200;

    private VectorFilter(IReadOnlyList<FilterCondition> conditions) => Conditions = conditions;

    /// <summary>Gets the conditions; none means all records.</summary>
    public IReadOnlyList<FilterCondition> Conditions { get; }

    /// <summary>Reads a filter in the form of <see cref="Sdk.Vectors.VectorSelection.Filter"/>.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>Its conditions.</returns>
    /// <exception cref="StepException">ARCH4231: it is not of that form.</exception>
    public static VectorFilter Parse(JsonObject filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var document = JsonDocument.Parse(filter.ToJsonString());
        var conditions = new List<FilterCondition>();
        foreach (var member in document.RootElement.Clone().EnumerateObject())
        {
            RefuseBadField(member.Name);
            if (member.Value.ValueKind != JsonValueKind.Object)
            {
                conditions.Add(Condition(member.Name, FilterOperator.Eq, member.Value));
                continue;
            }

            var before = conditions.Count;
            conditions.AddRange(member.Value.EnumerateObject()
                .Select(comparison => Condition(member.Name, Operator(comparison.Name, member.Name), comparison.Value)));
            if (conditions.Count == before)
            {
                throw VectorFailure.Of($"The filter compares '{member.Name}' with nothing; give a value or comparisons such as {{ \"gte\": 3 }}.");
            }
        }

        return conditions.Count <= MaxConditions
            ? new VectorFilter(conditions)
            : throw VectorFailure.Of($"The filter has {conditions.Count} comparisons; it may have at most {MaxConditions}.");
    }

    private static FilterOperator Operator(string name, string field) => name switch
    {
        "eq" => FilterOperator.Eq,
        "ne" => FilterOperator.Ne,
        "gt" => FilterOperator.Gt,
        "gte" => FilterOperator.Gte,
        "lt" => FilterOperator.Lt,
        "lte" => FilterOperator.Lte,
        "in" => FilterOperator.In,
        "contains" => FilterOperator.Contains,
        "exists" => FilterOperator.Exists,
        _ => throw VectorFailure.Of(
            $"The filter compares '{field}' by '{name}'; known are eq, ne, gt, gte, lt, lte, in, contains and exists."),
    };

    private static FilterCondition Condition(string field, FilterOperator comparison, JsonElement value)
    {
        var isFit = comparison switch
        {
            FilterOperator.Gt or FilterOperator.Gte or FilterOperator.Lt or FilterOperator.Lte =>
                value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
            FilterOperator.In => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsPlain),
            FilterOperator.Exists => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => IsPlain(value),
        };
        if (!isFit)
        {
            var wanted = comparison switch
            {
                FilterOperator.In => "an array of texts, numbers, booleans or null",
                FilterOperator.Exists => "true or false",
                FilterOperator.Eq or FilterOperator.Ne or FilterOperator.Contains => "a text, a number, a boolean or null",
                _ => "a text or a number",
            };
            throw VectorFailure.Of($"The filter compares '{field}' with {Short(value)}, where {Name(comparison)} needs {wanted}.");
        }

        IReadOnlyList<JsonElement> values = comparison == FilterOperator.In ? [.. value.EnumerateArray()] : [value];
        return values.Count <= MaxValues
            ? new FilterCondition(field, comparison, values)
            : throw VectorFailure.Of($"The filter compares '{field}' with {values.Count} values; it may be at most {MaxValues}.");
    }

    private static void RefuseBadField(string field)
    {
        if (field.Length is 0 or > MaxFieldLength || field.AsSpan().ContainsAny('"', '\\', '\0'))
        {
            throw VectorFailure.Of(
                $"The filter names the field '{field}'; a field has 1 to {MaxFieldLength} characters without '\"', '\\' and NUL.");
        }
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Name(FilterOperator comparison) => $"'{comparison.ToString().ToLowerInvariant()}'";

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();
}
