using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Base64;

public sealed class Base64Tests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Encode_UrlSafe_UsesThatAlphabet()
    {
        await File.WriteAllBytesAsync(_bench.PathOf("b"), [0xFB, 0xFF], Token);

        var plain = await _bench.RunAsync("base64.encode", new { file = "b" }, Token);
        var safe = await _bench.RunAsync("base64.encode", new { file = "b", url_safe = true }, Token);

        plain.GetProperty("text").GetString().ShouldBe("+/8=");
        safe.GetProperty("text").GetString().ShouldBe("-_8");
    }

    [Theory]
    [InlineData("w6k=", "é")]
    [InlineData("w6k", "é")]
    [InlineData(" w6\nk= ", "é")]
    [InlineData("", "")]
    public async Task Decode_Text_GivesIt(string text, string expected)
    {
        var output = await _bench.RunAsync("base64.decode", new { text }, Token);

        output.GetProperty("text").GetString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("!!!!")]
    [InlineData("/w==")]
    public async Task Decode_NotBase64OrNotText_Fails(string text)
    {
        var failure = await _bench.FailAsync("base64.decode", new { text }, Token);

        failure.Code.ShouldBe("invalid_base64");
    }

    [Fact]
    public async Task Decode_ToFile_WritesBytes()
    {
        await _bench.RunAsync("base64.decode", new { text = "+_8=", file = "b" }, Token);

        (await File.ReadAllBytesAsync(_bench.PathOf("b"), Token)).ShouldBe([0xFB, 0xFF]);
    }
}
