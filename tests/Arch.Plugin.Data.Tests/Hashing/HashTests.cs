using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Hashing;

public sealed class HashTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    // printf 'abc' | sha256sum, sha512sum, sha1sum, md5sum; printf 'abc' | openssl dgst -sha256 -hmac key
    [Theory]
    [InlineData("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha512", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
    [InlineData("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("md5", "900150983cd24fb0d6963f7d28e17f72")]
    public async Task RunAsync_Text_GivesTheHash(string algorithm, string expected)
    {
        var output = await _bench.RunAsync("hash.compute", new { text = "abc", algorithm }, Token);

        output.GetProperty("hash").GetString().ShouldBe(expected);
        output.GetProperty("size").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_Key_GivesAnHmac()
    {
        var output = await _bench.RunAsync("hash.compute", new { text = "abc", key = "key" }, Token);

        output.GetProperty("hash").GetString().ShouldBe("9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab");
    }

    [Fact]
    public async Task RunAsync_BytesAndFile_AgreeWithText()
    {
        _bench.Write("a.txt", "abc");

        var text = await _bench.RunAsync("hash.compute", new { text = "abc", encoding = "base64" }, Token);
        var bytes = await _bench.RunAsync("hash.compute", new { base64 = "YWJj", encoding = "base64" }, Token);
        var file = await _bench.RunAsync("hash.compute", new { file = "a.txt", encoding = "base64" }, Token);

        text.GetProperty("hash").GetString().ShouldBe("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        bytes.GetRawText().ShouldBe(text.GetRawText());
        file.GetRawText().ShouldBe(text.GetRawText());
    }

    [Fact]
    public void Describe_Key_IsSecret() => _bench.Describe("hash.compute").Input.Members["key"].Shape.IsSecret.ShouldBeTrue();
}
