using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk;
using Arch.Sdk.Vectors;
using Arch.Vectors.Tests.Support;
using static Arch.Vectors.Tests.Support.TestStore;

namespace Arch.Vectors.Tests.Filters;

public sealed class FilterTests : IAsyncDisposable
{
    private static readonly string[] s_values =
        ["null", "true", "false", "0", "1", "2.5", "1.0", "-3", "1e3", "\"\"", "\"1\"", "\"a\"", "\"true\"", "\"日本\"", "\"😀\"", "\"\uFF5E\"", "9007199254740993"];

    private static readonly string[] s_comparisons = ["eq", "ne", "gt", "gte", "lt", "lte", "contains"];

    private readonly TestStore _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    [Fact]
    public async Task GetAsync_RandomFilters_EqualThePlainMeaning()
    {
        var random = new Random(11);
        var store = _files.Open(inMemory: true);
        var records = Enumerable.Range(0, 300)
            .Select(i => Record($"k{i}", [1], metadata: random.Next(20) == 0 ? null : Metadata(random))).ToList();
        await store.UpsertAsync("c", records, Token);
        for (var i = 0; i < 600; i++)
        {
            var filter = Filter(random);

            var found = await store.GetAsync("c", new VectorSelection { Filter = filter }, 0, 1000, Token);

            found.Select(record => record.Key).ShouldBe(
                records.Where(record => Holds(filter, record.Metadata)).Select(record => record.Key), filter.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{"a":{"like":1}}""", "The filter compares 'a' by 'like'; known are eq, ne, gt, gte, lt, lte, in, contains and exists.")]
    [InlineData("""{"a":{"gt":true}}""", "The filter compares 'a' with true, where 'gt' needs a text or a number.")]
    [InlineData("""{"a":[1]}""", "The filter compares 'a' with [1], where 'eq' needs a text, a number, a boolean or null.")]
    [InlineData("""{"a":{"in":1}}""", "The filter compares 'a' with 1, where 'in' needs an array of texts, numbers, booleans or null.")]
    [InlineData("""{"a":{}}""", "The filter compares 'a' with nothing; give a value or comparisons such as { \"gte\": 3 }.")]
    [InlineData("""{"a\"b":1}""", "The filter names the field 'a\"b'; a field has 1 to 200 characters without '\"', '\\' and NUL.")]
    public void Parse_BadFilter_SaysWhy(string filter, string message)
    {
        var failure = Should.Throw<StepException>(() => Arch.Vectors.Filters.VectorFilter.Parse(Json(filter)));

        (failure.Code, failure.Message).ShouldBe(("ARCH4231", message));
    }

    private static string Metadata(Random random)
    {
        var fields = new[] { "a", "日 本", "a.b" }.Where(_ => random.Next(5) > 0).Select(name =>
            $"\"{name}\":" + (random.Next(4) == 0 ? $"[{Value(random)},{Value(random)}]" : random.Next(12) == 0 ? """{"x":1}""" : Value(random)));
        return $"{{{string.Join(',', fields)}}}";
    }

    private static JsonObject Filter(Random random)
    {
        var filter = new JsonObject();
        foreach (var name in new[] { "a", "日 本", "a.b" }.Where(_ => random.Next(3) == 0))
        {
            var comparison = random.Next(10) switch
            {
                0 => $"{{\"exists\":{(random.Next(2) == 0 ? "true" : "false")}}}",
                1 => $"{{\"in\":[{Value(random)},{Value(random)}]}}",
                2 => Value(random),
                _ => Comparison(random, s_comparisons[random.Next(s_comparisons.Length)]),
            };
            filter[name] = JsonNode.Parse(comparison);
        }

        return filter;
    }

    private static string Comparison(Random random, string name)
    {
        var value = Value(random);
        return name[0] is 'g' or 'l' && value[0] is 'n' or 't' or 'f' ? """{"gt":1}""" : $"{{\"{name}\":{value}}}";
    }

    private static string Value(Random random) => s_values[random.Next(s_values.Length)];

    private static bool Holds(JsonObject filter, JsonObject? metadata) => filter.All(field =>
    {
        var value = Element(metadata?[field.Key]);
        return field.Value is JsonObject comparisons
            ? comparisons.All(comparison => Holds(value, comparison.Key, Element(comparison.Value)))
            : Holds(value, "eq", Element(field.Value));
    });

    private static bool Holds(JsonElement field, string comparison, JsonElement value) => comparison switch
    {
        "eq" => Order(field, value) == 0,
        "ne" => Order(field, value) != 0,
        "gt" => Order(field, value) > 0,
        "gte" => Order(field, value) >= 0,
        "lt" => Order(field, value) < 0,
        "lte" => Order(field, value) <= 0,
        "in" => value.EnumerateArray().Any(one => Order(field, one) == 0),
        "contains" => field.ValueKind == JsonValueKind.Array && field.EnumerateArray().Any(one => Order(one, value) == 0),
        _ => field.ValueKind != JsonValueKind.Null == value.GetBoolean(),
    };

    private static int? Order(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDecimal().CompareTo(right.GetDecimal()),
        (JsonValueKind.String, JsonValueKind.String) =>
            Encoding.UTF8.GetBytes(left.GetString()!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.GetString()!)),
        (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null, var kind) when kind == left.ValueKind => 0,
        _ => null,
    };

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);
}
