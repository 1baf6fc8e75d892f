using System.Net;
using System.Net.Sockets;
using Arch.Plugins.Network;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Network;

public sealed class NetworkPolicyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public async Task Resolve_SpecialAddress_IsRefused(string address)
    {
        var failure = await Should.ThrowAsync<StepException>(AnyPublic().ResolveAsync(address, 443, Token));

        failure.Code.ShouldBe("ARCH4211");
        failure.Retryable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:101:101::")]
    public async Task Resolve_PublicAddress_IsGiven(string address) =>
        (await AnyPublic().ResolveAsync(address, 443, Token)).ShouldBe([IPAddress.Parse(address)]);

    [Fact]
    public async Task Resolve_NameOfPrivateAddress_IsRefusedByAnyPublic()
    {
        var failure = await Should.ThrowAsync<StepException>(AnyPublic().ResolveAsync("localhost", 80, Token));

        failure.Code.ShouldBe("ARCH4211");
        failure.Message.ShouldStartWith("The host 'localhost' (that is ");
        failure.Message.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Resolve_NameOfPrivateAddressWithRule_IsGiven() =>
        (await new NetworkPolicy([[NetworkRuleTests.Rule("localhost")]]).ResolveAsync("localhost", 80, Token)).ShouldContain(IPAddress.Loopback);

    [Fact]
    public async Task Resolve_NameWithSeveralAddresses_GivesTheAllowedOnes() =>
        (await new NetworkPolicy([[NetworkRuleTests.Rule("127.0.0.0/8")]]).ResolveAsync("localhost", 80, Token)).ShouldAllBe(a => a.Equals(IPAddress.Loopback));

    [Fact]
    public async Task Resolve_TwoSets_BothMustAllow()
    {
        var policy = new NetworkPolicy(
            [[NetworkRuleTests.Rule("10.0.0.0/8"), NetworkRule.AnyPublic], [NetworkRuleTests.Rule("10.1.0.0/16:80"), NetworkRuleTests.Rule("11.0.0.0/8")]]);

        (await policy.ResolveAsync("10.1.0.1", 80, Token)).Count.ShouldBe(1);
        (await policy.ResolveAsync("11.0.0.1", 80, Token)).Count.ShouldBe(1);
        await Refused("10.1.0.1", 81);
        await Refused("10.2.0.1", 80);
        await Refused("1.1.1.1", 80);

        async Task Refused(string host, int port) =>
            (await Should.ThrowAsync<StepException>(policy.ResolveAsync(host, port, Token))).Code.ShouldBe("ARCH4211");
    }

    [Fact]
    public async Task Resolve_Refused_SaysWhatIsAllowedAndWhereToGrantMore()
    {
        var policy = new NetworkPolicy([[NetworkRule.AnyPublic, NetworkRuleTests.Rule("db.internal:5432")], [NetworkRuleTests.Rule("*.example.com")], []]);

        var failure = await Should.ThrowAsync<StepException>(policy.ResolveAsync("127.0.0.1", 80, Token));

        failure.Message.ShouldBe(
            "The host '127.0.0.1', port 80, may not be connected to: allowed is all public addresses, 'db.internal:5432' and '*.example.com' and nothing. "
            + "Whoever runs this host grants more with 'network.allow' in its settings.");
    }

    [Fact]
    public async Task Resolve_OddlyWrittenAddress_SaysWhichItIs()
    {
        var failure = await Should.ThrowAsync<StepException>(AnyPublic().ResolveAsync("0x7f.1", 80, Token));

        failure.Message.ShouldBe(
            "The host '0x7f.1' (that is 127.0.0.1), port 80, may not be connected to: allowed is all public addresses. "
            + "Whoever runs this host grants more with 'network.allow' in its settings.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task Resolve_NoPort_IsRefused(int port) =>
        (await Should.ThrowAsync<StepException>(AnyPublic().ResolveAsync("1.1.1.1", port, Token))).Code.ShouldBe("ARCH4211");

    [Fact]
    public async Task Resolve_Nothing_RefusesEverything()
    {
        var failure = await Should.ThrowAsync<StepException>(NetworkPolicy.Nothing.ResolveAsync("1.1.1.1", 80, Token));

        failure.Message.ShouldContain("allowed is nothing.");
    }

    [Fact]
    public async Task Connect_Allowed_GivesTheConnection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var policy = new NetworkPolicy([[NetworkRuleTests.Rule($"localhost:{port}")]]);

        await using var stream = await policy.ConnectAsync("localhost", port, Token);
        using var accepted = await listener.AcceptTcpClientAsync(Token);
        await stream.WriteAsync("x"u8.ToArray(), Token);

        (await accepted.GetStream().ReadAsync(new byte[1], Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Connect_NobodyListens_IsRetryable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Dispose();
        var policy = new NetworkPolicy([[NetworkRuleTests.Rule("127.0.0.1")]]);

        var failure = await Should.ThrowAsync<StepException>(policy.ConnectAsync("127.0.0.1", port, Token));

        failure.Code.ShouldBe("network_unreachable");
        failure.Retryable.ShouldBeTrue();
        failure.Message.ShouldStartWith($"No connection to '127.0.0.1', port {port}: ");
    }

    [Fact]
    public async Task Connect_Cancelled_Stops()
    {
        var policy = new NetworkPolicy([[NetworkRuleTests.Rule("127.0.0.1")]]);

        await Should.ThrowAsync<OperationCanceledException>(policy.ConnectAsync("127.0.0.1", 9, new CancellationToken(canceled: true)));
    }

    private static NetworkPolicy AnyPublic() => new([[NetworkRule.AnyPublic]]);
}
