using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arch.Sdk.Vectors;
using Arch.Vectors.Embedding;
using Arch.Vectors.Search;

namespace Arch.Vectors.Tests.Embedding;

public sealed class HashingEmbedderTests : IDisposable
{
    private readonly HashingEmbedder _embedder = new();

    public void Dispose() => _embedder.Dispose();

    // Stored vectors are compared with new ones for years: these must never change. A better embedder is another one.
    [Theory]
    [InlineData("Refunds are paid within 14 days.", "f09223dbbcc9f16acc39d538d7d7bdaad105e611761be7e74464f1faf7d8cc2a")]
    [InlineData("返金は14日以内に行われます。", "dc0889c76c714e05e3d23bab4d4dd35cb1379c7e869b85135d5357b27d28bfce")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ ｶﾞｷﾞｸﾞ Ünïcödé हिन्दी 😀", "bfe45d07e5e0e53625c596d8e7f3c55f58df62f77bfc6cbf4e2f74014246d991")]
    public void Embed_Golden_NeverChanges(string text, string sha256)
    {
        var vector = _embedder.Embed(text);

        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(vector.AsSpan()))).ShouldBe(sha256);
    }

    [Fact]
    public void Embed_Text_HasLengthOne()
    {
        var vector = _embedder.Embed("a few words");

        vector.Length.ShouldBe(384);
        Math.Sqrt(vector.Sum(x => (double)x * x)).ShouldBe(1, 1e-6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ... !?")]
    public void Embed_NoLetters_IsZero(string text) => _embedder.Embed(text).ShouldAllBe(x => x == 0);

    [Theory]
    [InlineData("How do I get a refund?", "Refunds: how to get one", "The weather in Osaka is fine")]
    [InlineData("connection timed out", "timeouts of connections", "connect four is a game")]
    [InlineData("返金の方法を教えてください", "返金方法について", "明日の天気は晴れです")]
    [InlineData("東京都の人口", "東京の人口は多い", "大阪の天気")]
    [InlineData("データ", "ﾃﾞｰﾀ", "デザイン")]
    public void Embed_SharedWords_AreMoreAlike(string text, string near, string far)
    {
        var (a, b, c) = (_embedder.Embed(text), _embedder.Embed(near), _embedder.Embed(far));

        VectorScore.Exact(VectorMetric.Cosine, a, b).ShouldBeGreaterThan(VectorScore.Exact(VectorMetric.Cosine, a, c));
    }

    [Fact]
    public void Embed_OtherWidths_AreEqual() => _embedder.Embed("ＡＢＣ　カﾞ").ShouldBe(_embedder.Embed("abc ガ"));
}
