using System.Net;
using System.Net.Sockets;
using System.Text;
using Arch.Plugins.Network;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Network;

public sealed class StepHttpClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Each of these is this machine, a private network or a cloud's metadata, or else no address at all.
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.1/")]
    [InlineData("http://127.255.255.254/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7F.0.0.1/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0177.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://127.0.0.0x1/")]
    [InlineData("http://127.000.000.001/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://127.1./")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://00000000/")]
    [InlineData("http://10.1/")]
    [InlineData("http://0xa.0x0.0x0.0x1/")]
    [InlineData("http://012.1.2.3/")]
    [InlineData("http://192.168.257/")]
    [InlineData("http://3232235777/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://0251.0376.0251.0376/")]
    [InlineData("http://169.254.43518/")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/")]
    [InlineData("http://[0000::0001]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[::7f00:1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::FFFF:7F00:1]/")]
    [InlineData("http://[0:0:0:0:0:ffff:169.254.169.254]/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://[::ffff:0:7f00:1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[64:ff9b::169.254.169.254]/")]
    [InlineData("http://[64:ff9b:1::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2002:a9fe:a9fe::1]/")]
    [InlineData("http://[2001:0:7f00:1::1]/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://[fe80::1%251]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://[ff02::1]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://LocalHost./")]
    [InlineData("http://localhost:80/")]
    [InlineData("HTTP://LOCALHOST/")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("http://example.com@127.0.0.1/")]
    [InlineData("http://example.com:80@127.0.0.1/")]
    [InlineData("http://example.com%2f@127.0.0.1/")]
    [InlineData("http:\\\\127.0.0.1\\")]
    [InlineData("http://127.0.0.1\\@example.com/")]
    [InlineData("http://127.0.0.1#@example.com/")]
    [InlineData("http://127.0.0.1?@example.com/")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://①②⑦.0.0.1/")]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/")]
    [InlineData("http://localhost%00.example.invalid/")]
    [InlineData("http://127.0.0.1%2f/")]
    [InlineData("http://%31%32%37.0.0.1/")]
    public async Task GetAsync_WaysToWriteAnInnerHost_LeadNowhere(string address)
    {
        using var client = StepHttpClient.Create(new NetworkPolicy([[NetworkRule.AnyPublic]]));

        var outcome = await OutcomeAsync(client, address);

        outcome.ShouldBeOneOf("ARCH4211", "network_unknown_host", "no address");
    }

    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://LOCALHOST./")]
    public async Task GetAsync_AddressInOtherClothes_IsRefusedAsWhatItIs(string address)
    {
        using var client = StepHttpClient.Create(new NetworkPolicy([[NetworkRule.AnyPublic]]));

        (await OutcomeAsync(client, address)).ShouldBe("ARCH4211");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{other}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://localhost:{other}/")]
    public async Task GetAsync_RedirectInwards_IsGivenAsItIsAndRefusedWhenFollowed(string location)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        location = location.Replace("{other}", $"{port ^ 1}", StringComparison.Ordinal);
        using var client = StepHttpClient.Create(new NetworkPolicy([[NetworkRuleTests.Rule($"127.0.0.1:{port}")]]));
#pragma warning disable CA2025 // It is awaited before the listener goes
        var answering = AnswerOnceAsync(listener, $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
#pragma warning restore CA2025

        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), Token);
        await answering;

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await OutcomeAsync(client, response.Headers.Location!.OriginalString)).ShouldBe("ARCH4211");
    }

    [Fact]
    public async Task GetAsync_Refused_IsTheFailureOfThePolicy()
    {
        using var client = StepHttpClient.Create(new NetworkPolicy([[NetworkRule.AnyPublic]]));

        var failure = await Should.ThrowAsync<StepException>(() => client.GetAsync(new Uri("http://127.0.0.1:81/"), Token));

        failure.Message.ShouldBe(
            "The host '127.0.0.1', port 81, may not be connected to: allowed is all public addresses. "
            + "Whoever runs this host grants more with 'network.allow' in its settings.");
    }

    private static async Task<string> OutcomeAsync(HttpClient client, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return "no address";
        }

        try
        {
            using var response = await client.GetAsync(uri, Token);
            return $"answered {response.StatusCode}";
        }
        catch (StepException e)
        {
            return e.Code;
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is StepException inner ? inner.Code : e.Message;
        }
        catch (Exception e) when (e is UriFormatException or NotSupportedException)
        {
            return "no address";
        }
    }

    private static async Task AnswerOnceAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Token);
        var stream = client.GetStream();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, Token)));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Token);
    }
}
