using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Sdk;
using NSec.Cryptography;

namespace Arch.Plugin.Webhook.Tests;

public sealed class WebhookVerifyTests : IDisposable
{
    // The vectors of the specification's own libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string PrivateKey = "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Time = "1614265330";
    private const string Payload = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Ed25519Signature =
        "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==";

    private readonly StepBench _bench = new(typeof(WebhookSendStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_VectorOfHmac_GivesThePayload()
    {
        var output = await VerifyAsync(Secret, Signature);

        output.GetProperty("id").GetString().ShouldBe(Id);
        output.GetProperty("payload").GetProperty("test").GetInt64().ShouldBe(2432232314);
        output.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1614265330));
    }

    [Fact]
    public async Task RunAsync_VectorOfEd25519_FitsBothHalvesOfTheKey()
    {
        using var key = Key.Import(SignatureAlgorithm.Ed25519, Convert.FromBase64String(PrivateKey[5..]), KeyBlobFormat.RawPrivateKey);
        var publicKey = "whpk_" + Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

        (await VerifyAsync(PrivateKey, Ed25519Signature)).GetProperty("id").GetString().ShouldBe(Id);
        (await VerifyAsync(publicKey, Ed25519Signature)).GetProperty("id").GetString().ShouldBe(Id);
    }

    [Fact]
    public async Task RunAsync_OneOfSeveralSignatures_IsEnough()
    {
        var output = await VerifyAsync(Secret, $"v1,AAAA v2,AAAA v1a,AAAA rubbish v1,!! {Signature}");

        output.GetProperty("id").GetString().ShouldBe(Id);
    }

    [Theory]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=")]
    [InlineData("v1,")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public async Task RunAsync_WrongSignature_Fails(string signature)
    {
        var failure = await FailAsync(Payload, signature, 0);

        failure.Code.ShouldBe("webhook_signature");
        failure.Message.ShouldBe("No signature of the header 'webhook-signature' fits the payload and one of the keys.");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_ChangedPayload_Fails() =>
        (await FailAsync("""{"test":2432232314}""", Signature, 0)).Code.ShouldBe("webhook_signature");

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "The webhook was sent at 2021-02-25T15:02:10Z, which is 301 s from now; the tolerance is 300 s.")]
    public async Task RunAsync_OldWebhook_IsHeldToTheTolerance(int seconds, string? message)
    {
        if (message is null)
        {
            (await VerifyAsync(Secret, Signature, seconds)).GetProperty("id").GetString().ShouldBe(Id);
            return;
        }

        var failure = await FailAsync(Payload, Signature, seconds);
        failure.Code.ShouldBe("webhook_timestamp");
        failure.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public async Task RunAsync_MissingHeader_Fails(string name)
    {
        var input = Input(Secret, Payload, Signature, 0);
        ((Dictionary<string, string>)input["headers"]).Remove(name == "webhook-id" ? "Webhook-Id" : name);

        var failure = await _bench.FailAsync("webhook.verify", input, Token);

        failure.Code.ShouldBe("webhook_headers");
        failure.Message.ShouldBe($"The header '{name}' is missing.");
    }

    [Fact]
    public async Task RunAsync_TooManySignatures_Fails() =>
        (await FailAsync(Payload, string.Join(' ', Enumerable.Repeat(Signature, 33)), 0)).Message
            .ShouldBe("The header 'webhook-signature' holds 33 signatures; at most are 32 looked at.");

    private Task<JsonElement> VerifyAsync(string secret, string signature, int age = 0) =>
        _bench.RunAsync("webhook.verify", Input(secret, Payload, signature, age), Token);

    private Task<StepException> FailAsync(string payload, string signature, int age) =>
        _bench.FailAsync("webhook.verify", Input(Secret, payload, signature, age), Token);

    private Dictionary<string, object> Input(string secret, string payload, string signature, int age)
    {
        _bench.Context.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1614265330).AddSeconds(age));
        return new()
        {
            ["payload"] = payload,
            ["secrets"] = new[] { secret },
            ["headers"] = new Dictionary<string, string>
            {
                ["Webhook-Id"] = Id,
                ["webhook-timestamp"] = Time,
                ["webhook-signature"] = signature,
            },
        };
    }
}
