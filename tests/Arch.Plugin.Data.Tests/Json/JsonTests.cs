using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Json;

public sealed class JsonTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Parse_Text_GivesTheValue()
    {
        var output = await _bench.RunAsync("json.parse", new { text = """{"a":[1,2.50,null]}""" }, Token);

        output.GetProperty("value").GetRawText().ShouldBe("""{"a":[1,2.50,null]}""");
    }

    [Fact]
    public async Task Parse_Lines_GivesAnArray()
    {
        _bench.Write("l.jsonl", "{\"a\":1}\n\n[2]\r\n");

        var output = await _bench.RunAsync("json.parse", new { file = "l.jsonl", lines = true }, Token);

        output.GetProperty("value").GetRawText().ShouldBe("""[{"a":1},[2]]""");
    }

    [Theory]
    [InlineData("{\n  \"a\": x}", false, "line 2, byte 8")]
    [InlineData("{}\n{\n", true, "line 2")]
    public async Task Parse_NotJson_NamesThePlace(string text, bool lines, string place)
    {
        var failure = await _bench.FailAsync("json.parse", new { text, lines }, Token);

        failure.Code.ShouldBe("invalid_json");
        failure.Message.ShouldContain(place);
    }

    [Fact]
    public async Task Parse_DeepNesting_Fails()
    {
        var failure = await _bench.FailAsync("json.parse", new { text = new string('[', 100_000) }, Token);

        failure.Code.ShouldBe("invalid_json");
    }

    [Fact]
    public async Task Format_Indented_LaysItOut()
    {
        var output = await _bench.RunAsync("json.format", new { value = new { a = new[] { 1 }, b = "é<" }, indented = true }, Token);

        output.GetProperty("text").GetString().ShouldBe("{\n  \"a\": [\n    1\n  ],\n  \"b\": \"é<\"\n}");
    }

    [Fact]
    public async Task Format_ToFile_ReplacesIt()
    {
        _bench.Write("r.json", "old");

        var output = await _bench.RunAsync("json.format", new { value = new[] { 1 }, file = "r.json" }, Token);

        _bench.Read("r.json").ShouldBe("[1]");
        output.GetProperty("size").GetInt64().ShouldBe(3);
        output.GetProperty("text").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }
}
