using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Servers;
using NATS.NKeys;

namespace Arch.Plugin.Nats.Tests;

public sealed class ConnectionTests : IDisposable
{
    private readonly StepBench _steps = new(typeof(NatsCall).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _steps.Dispose();

    [Fact]
    public async Task RunAsync_Token_IsNeeded()
    {
        await using var server = await NatsServer.StartAsync(new NatsServerOptions { Token = "s3cret" });

        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "a", token = "s3cret" }, Token);
        var failure = await _steps.FailAsync("nats.publish", new { url = server.Url, subject = "a", token = "wrong-one" }, Token);

        ShouldBeRefused(failure);
        failure.ToString().ShouldNotContain("wrong-one");
    }

    [Fact]
    public async Task RunAsync_UserAndPassword_AreNeeded()
    {
        await using var server = await NatsServer.StartAsync(new NatsServerOptions { User = "ann", Password = "pw" });

        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "a", user = "ann", password = "pw" }, Token);
        ShouldBeRefused(await _steps.FailAsync("nats.publish", new { url = server.Url, subject = "a" }, Token));
    }

    [Fact]
    public async Task RunAsync_NKey_IsNeeded()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        using var other = KeyPair.CreatePair(PrefixByte.User);
        await using var server = await NatsServer.StartAsync(new NatsServerOptions { NKey = pair.GetPublicKey() });

        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "a", nkey_seed = pair.GetSeed() }, Token);
        ShouldBeRefused(await _steps.FailAsync("nats.publish", new { url = server.Url, subject = "a", nkey_seed = other.GetSeed() }, Token));
    }

    [Fact]
    public async Task RunAsync_Tls_TrustsTheGivenAuthorityAlone()
    {
        await using var server = await NatsServer.StartAsync(new NatsServerOptions { Tls = true });

        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "a", tls_ca = server.CertificatePem }, Token);
        var failure = await _steps.FailAsync("nats.publish", new { url = server.Url, subject = "a" }, Token);

        failure.Code.ShouldBe("nats_tls");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_TlsDemandedAndNotOffered_NeverGoesOnInPlainText()
    {
        await using var server = await NatsServer.StartAsync();

        var failure = await _steps.FailAsync("nats.publish", new { url = $"tls://127.0.0.1:{server.Port}", subject = "a" }, Token);

        failure.Code.ShouldBe("nats_tls");
        failure.Message.ShouldBe($"The server '127.0.0.1:{server.Port}' offers no TLS, but the url or tls_ca demands it.");
    }

    [Fact]
    public async Task RunAsync_HostThatIsNotGranted_IsRefusedByTheNetwork()
    {
        var failure = await _steps.FailAsync("nats.publish", new { url = "nats://10.0.0.1:4222", subject = "a" }, Token);

        failure.Code.ShouldBe("ARCH4211");
    }

    [Fact]
    public async Task RunAsync_NobodyListens_IsRetryable()
    {
        var failure = await _steps.FailAsync("nats.publish", new { url = "nats://127.0.0.1:1", subject = "a" }, Token);

        failure.Code.ShouldBe("network_unreachable");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_SameSettings_ShareAConnectionUntilItIsIdle()
    {
        await using var server = await NatsServer.StartAsync();

        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "a" }, Token);
        await _steps.RunAsync("nats.publish", new { url = server.Url, subject = "b" }, Token);
        (await server.CountConnectionsAsync()).ShouldBe(1);
        _steps.Context.Clock.Advance(ConnectionPool.IdleLife);

        await UntilAsync(async () => await server.CountConnectionsAsync() == 0);
    }

    [Fact]
    public async Task CloseAsync_OpenConnections_LeavesNone()
    {
        await using var server = await NatsServer.StartAsync();
        var pool = new ConnectionPool();
        var settings = new KeyValue.KvGetInput { Url = server.Url, Bucket = "b", Key = "k" };
        using var lease = await pool.LeaseAsync(Endpoint.Of(settings), _steps.Context, Token);

        await pool.CloseAsync();

        lease.Broken.IsCancellationRequested.ShouldBeTrue();
        pool.Count.ShouldBe(0);
        await UntilAsync(async () => await server.CountConnectionsAsync() == 0);
    }

    [Theory]
    [InlineData("http://h", "The url must be an address such as 'nats://host:4222' or 'tls://host:4222', or several parted by commas.")]
    [InlineData("nats://u:p@h", "The url holds a user name, password or token. Give them as 'user', 'password' and 'token'.")]
    public async Task RunAsync_BadUrl_IsRefused(string address, string message) =>
        (await _steps.FailAsync("nats.publish", new { url = address, subject = "a" }, Token)).Message.ShouldBe(message);

    [Fact]
    public async Task RunAsync_BadSeed_IsRefusedWithoutShowingIt() =>
        (await _steps.FailAsync("nats.publish", new { url = "nats://127.0.0.1:1", subject = "a", nkey_seed = "SUxyz" }, Token)).Message
            .ShouldBe("The nkey_seed holds no seed of an NKey (SU…).");

    private static void ShouldBeRefused(StepException failure)
    {
        failure.Code.ShouldBe("nats_authorization");
        failure.Message.ShouldBe("Publishing to 'a' was refused: authorization violation.");
        failure.Retryable.ShouldBeFalse();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }
}
