using System.Text.Json;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.Values;

public sealed class ValueDepthTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("\"[[{{\"", 0)]
    [InlineData("[]", 1)]
    [InlineData("{}", 1)]
    [InlineData("[[1], {\"a\": []}, 2]", 3)]
    [InlineData("[\"[{\\\"[{\\\\\", [\"]\"]]", 2)]
    [InlineData("{\"[[[\": {\"b\": 1}, \"c\": [[]]}", 3)]
    public void Exceeds_ParsedText_CountsItsLevels(string json, int levels)
    {
        var value = ValueJson.Parse(json);

        ValueDepth.Exceeds(value, levels).ShouldBeFalse();
        (levels > 0 && ValueDepth.Exceeds(value, levels - 1)).ShouldBe(levels > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(190)]
    public void Exceeds_BuiltAroundParsed_CountsBoth(int built)
    {
        // Long enough that its length alone does not answer.
        var value = ValueJson.Parse($"[[1], \"{new string('x', 1_000)}\"]");
        for (var i = 0; i < built; i++)
        {
            value = i % 2 == 0 ? Value.From(ValueObject.Of(("a", Value.Null), ("b", value))) : Value.From(ValueArray.Of(Value.True, value));
        }

        ValueDepth.Exceeds(value, built + 2).ShouldBeFalse();
        ValueDepth.Exceeds(value, built + 1).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Exceeds_RandomData_AgreesWithTheReaderOfJson(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var json = Json(random, 9);
            var levels = Enumerable.Range(0, 20).First(depth => Reads(json, depth));

            var value = ValueJson.Parse(json);

            ValueDepth.Exceeds(value, levels).ShouldBeFalse($"seed {seed}: {json}");
            (levels == 0 || ValueDepth.Exceeds(value, levels - 1)).ShouldBeTrue($"seed {seed}: {json}");
        }
    }

    [Fact]
    public void Parse_TextFromOutside_ReadsUpToItsLimit()
    {
        ValueJson.Parse(Nested(ValueDepth.FromOutside)).Kind.ShouldBe(ValueKind.Array);
        Should.Throw<JsonException>(() => ValueJson.Parse(Nested(ValueDepth.FromOutside + 1)));
    }

    [Fact]
    public void ToUtf8_DataAtTheLimitOfRecords_IsReadBack()
    {
        var value = ValueJson.Parse(Nested(ValueDepth.InRecords), ValueDepth.InRecords);

        var back = ValueJson.Parse(ValueJson.ToUtf8(value), ValueDepth.InRecords);

        back.ShouldBe(value);
        ValueJson.ToJson(value, indented: true).ShouldContain("1");
    }

    private static string Nested(int levels) => new string('[', levels) + "1" + new string(']', levels);

    private static bool Reads(string json, int levels)
    {
        try
        {
            // Zero stands for the reader's own limit.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Math.Max(levels, 1) });
            return levels > 0 || document.RootElement.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Json(Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1));
        return (depth == 0 ? 0 : random.Next(4)) switch
        {
            0 => random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture),
            1 => JsonSerializer.Serialize(new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => "[]{}\"\\é,"[random.Next(8)])])),
            2 => "[" + string.Join(',', parts) + "]",
            _ => "{" + string.Join(',', parts.Select((part, i) => $"\"{i}[\":{part}")) + "}",
        };
    }
}
