using System.Text;
using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;

namespace Arch.Plugin.Webhook.Tests;

public sealed class WebhookSendTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private const string PrivateKey = "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=";

    private readonly StepBench _bench = new(typeof(WebhookSendStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_Json_ArrivesSigned()
    {
        await using var receiver = await Receiver.StartAsync(context => context.Response.WriteAsync("thanks"));

        var output = await _bench.RunAsync(
            "webhook.send",
            new { url = receiver.Url, secrets = new[] { Secret }, json = new { type = "invoice.paid" }, headers = new { X_Tenant = "acme" } },
            Token);

        var seen = receiver.Seen.Single();
        Encoding.UTF8.GetString(seen.Body).ShouldBe("""{"type":"invoice.paid"}""");
        seen.MediaType.ShouldBe("application/json");
        seen.Timestamp.ShouldBe(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        seen.Signatures.ShouldBe(receiver.Sign(0, Secret));
        seen.Headers["X_Tenant"].ToString().ShouldBe("acme");
        output.GetProperty("id").GetString().ShouldBe(seen.Id);
        output.GetProperty("status").GetInt32().ShouldBe(200);
        output.GetProperty("body").GetString().ShouldBe("thanks");
        output.GetProperty("truncated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_SecondAttempt_HasTheSameIdAndANewTime()
    {
        await using var receiver = await Receiver.StartAsync(_ => Task.CompletedTask);
        var input = new { url = receiver.Url, secrets = new[] { Secret }, text = "hi" };

        await _bench.RunAsync("webhook.send", input, Token);
        _bench.Context.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.RunAsync("webhook.send", input, Token);

        receiver.Seen[1].Id.ShouldBe(receiver.Seen[0].Id);
        receiver.Seen[0].Id.ShouldMatch("^msg_[A-Za-z0-9_-]{32}$");
        receiver.Seen[1].Timestamp.ShouldBe(receiver.Seen[0].Timestamp + 60);
        receiver.Seen[1].Signatures.ShouldBe(receiver.Sign(1, Secret));
        receiver.Seen[0].MediaType.ShouldBe("text/plain; charset=utf-8");
    }

    [Fact]
    public async Task RunAsync_SeveralKeys_JoinsTheirSignatures()
    {
        await using var receiver = await Receiver.StartAsync(_ => Task.CompletedTask);

        await _bench.RunAsync("webhook.send", new { url = receiver.Url, secrets = new[] { Secret, OldSecret, PrivateKey }, text = "hi", id = "msg_1" }, Token);

        var parts = receiver.Seen.Single().Signatures.Split(' ');
        parts.Length.ShouldBe(3);
        parts[0].ShouldBe(receiver.Sign(0, Secret));
        parts[1].ShouldBe(receiver.Sign(0, OldSecret));
        parts[2].ShouldStartWith("v1a,");
        using var key = Key.Import(SignatureAlgorithm.Ed25519, Convert.FromBase64String(PrivateKey[5..]), KeyBlobFormat.RawPrivateKey);
        SignatureAlgorithm.Ed25519.Verify(
            key.PublicKey, Encoding.UTF8.GetBytes($"msg_1.{receiver.Seen[0].Timestamp}.hi"), Convert.FromBase64String(parts[2][4..])).ShouldBeTrue();
    }

    [Theory]
    [InlineData(410, "webhook_gone", false, "410 Gone. The receiver wants no more webhooks; stop sending to it.")]
    [InlineData(302, "webhook_redirect", false, "302 Found. Redirects are not followed; give the address that it leads to.")]
    [InlineData(400, "webhook_status", false, "400 Bad Request. Expected was 2xx.")]
    [InlineData(429, "webhook_status", true, "429 Too Many Requests. Expected was 2xx.")]
    [InlineData(503, "webhook_status", true, "503 Service Unavailable. Expected was 2xx.")]
    public async Task RunAsync_NotDelivered_SaysWhy(int status, string code, bool isRetryable, string message)
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync("no");
        });

        var failure = await _bench.FailAsync("webhook.send", new { url = receiver.Url + "?key=k", secrets = new[] { Secret }, text = "hi", id = "m1" }, Token);

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe($"The webhook 'm1' to {receiver.Url} was answered with {message}");
        failure.Retryable.ShouldBe(isRetryable);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        failure.Status.ShouldBe(status);
        failure.Details!["body"]!.GetValue<string>().ShouldBe("no");
        receiver.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_LongAnswer_KeepsItsBeginning()
    {
        await using var receiver = await Receiver.StartAsync(context => context.Response.WriteAsync(new string('x', 5000)));

        var output = await _bench.RunAsync("webhook.send", new { url = receiver.Url, secrets = new[] { Secret }, text = "hi", max_response = 10 }, Token);

        output.GetProperty("body").GetString().ShouldBe("xxxxxxxxxx");
        output.GetProperty("truncated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_NoAnswerInTime_IsRetryable()
    {
        var arrived = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var failing = _bench.FailAsync("webhook.send", new { url = receiver.Url, secrets = new[] { Secret }, text = "hi", id = "m1" }, Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(15));
        var failure = await failing;

        failure.Code.ShouldBe("webhook_timeout");
        failure.Message.ShouldBe($"The webhook 'm1' to {receiver.Url} was not answered within the timeout of 15 s.");
        failure.Retryable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("whsec_AAAA", "The key 'secrets[0]' has 3 bytes; a whsec_ key has 24 to 64.")]
    [InlineData("whsec_!", "The key 'secrets[0]' is not base64 after its prefix.")]
    [InlineData("hello", "The key 'secrets[0]' begins with none of 'whsec_' (HMAC), 'whsk_' (Ed25519, private) and 'whpk_' (Ed25519, public).")]
    [InlineData("whsk_AAAA", "The key 'secrets[0]' has 3 bytes; a whsk_ key has 32 (seed) or 64 (seed and public key).")]
    public async Task RunAsync_BadKey_IsRefusedWithoutShowingIt(string secret, string message)
    {
        var failure = await _bench.FailAsync("webhook.send", new { url = "http://127.0.0.1:1", secrets = new[] { secret }, text = "hi" }, Token);

        failure.Code.ShouldBe("webhook_input");
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task RunAsync_IdWithFullStop_IsRefused()
    {
        var failure = await _bench.FailAsync("webhook.send", new { url = "http://127.0.0.1:1", secrets = new[] { Secret }, text = "hi", id = "a.1" }, Token);

        failure.Message.ShouldBe(
            "The id 'a.1' cannot be the id of a webhook: 1 to 256 printable ASCII characters without spaces and full stops.");
    }

    [Fact]
    public async Task RunAsync_OwnHeader_IsRefused()
    {
        var input = new Dictionary<string, object>
        {
            ["url"] = "http://127.0.0.1:1",
            ["secrets"] = new[] { Secret },
            ["text"] = "hi",
            ["headers"] = new Dictionary<string, string> { ["Webhook-Id"] = "x" },
        };

        var failure = await _bench.FailAsync("webhook.send", input, Token);

        failure.Message.ShouldBe("The header 'Webhook-Id' is the step's own and cannot be given.");
    }
}
