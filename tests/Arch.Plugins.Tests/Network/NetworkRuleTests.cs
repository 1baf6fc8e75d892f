using System.Net;
using Arch.Plugins.Network;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Network;

public sealed class NetworkRuleTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("*:443")]
    [InlineData("api.example.com")]
    [InlineData("API.Example.com.")]
    [InlineData("api.example.com:8443")]
    [InlineData("*.example.com")]
    [InlineData("*.example.com:443")]
    [InlineData("bücher.example")]
    [InlineData("10.1.2.3")]
    [InlineData("10.1.2.3:5432")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.0/8:5432")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fd00::/8")]
    [InlineData("[fd00::/8]:443")]
    public void TryParse_Rule_IsReadAndShownAsWritten(string text)
    {
        NetworkRule.TryParse(text, out var rule).ShouldBeTrue();

        rule.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":443")]
    [InlineData("api.example.com:")]
    [InlineData("api.example.com:0")]
    [InlineData("api.example.com:65536")]
    [InlineData("api.example.com:-1")]
    [InlineData("api.example.com:http")]
    [InlineData("http://api.example.com")]
    [InlineData("api.example.com/path")]
    [InlineData("api.*.com")]
    [InlineData("*example.com")]
    [InlineData("**")]
    [InlineData("*.*.com")]
    [InlineData("*.")]
    [InlineData("a b")]
    [InlineData("user@example.com")]
    [InlineData("8080")]
    [InlineData("10.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("fd00::/8:443")]
    [InlineData("[fd00::1")]
    [InlineData("[example.com]")]
    [InlineData("::ffff:10.0.0.0/104")]
    public void TryParse_NoRule_IsRefused(string text) => NetworkRule.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("10.0.0.0/8", "10.9.9.9", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.9.9.9", true)]
    [InlineData("::ffff:10.9.9.9", "10.9.9.9", true)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fd00::/8", "fd00:ec2::254", false)]
    [InlineData("fd00:ec2::254", "fd00:ec2::254", true)]
    [InlineData("0.0.0.0/0", "10.0.0.1", true)]
    [InlineData("0.0.0.0/0", "169.254.169.254", false)]
    [InlineData("100.64.0.0/10", "100.64.0.1", true)]
    [InlineData("100.64.0.0/10", "100.100.100.200", false)]
    [InlineData("100.100.100.200", "100.100.100.200", true)]
    [InlineData("169.254.0.0/16", "169.254.169.254", true)]
    [InlineData("169.254.169.254", "169.254.169.254", true)]
    [InlineData("169.254.169.254:80", "169.254.169.254", false)]
    [InlineData("*", "93.184.216.34", true)]
    [InlineData("*", "2606:2800:220:1::1", true)]
    [InlineData("*:443", "93.184.216.34", true)]
    [InlineData("*:444", "93.184.216.34", false)]
    public async Task Resolve_Address_GoesByTheRule(string text, string address, bool isAllowed)
    {
        var policy = new NetworkPolicy([[Rule(text)]]);

        var resolving = policy.ResolveAsync(address, 443, TestContext.Current.CancellationToken);

        if (isAllowed)
        {
            (await resolving).ShouldBe([IPAddress.Parse(address)]);
        }
        else
        {
            (await Should.ThrowAsync<StepException>(resolving)).Code.ShouldBe("ARCH4211");
        }
    }

    // A name that a rule allows is looked up, which fails here; one that no rule allows is not even looked up.
    [Theory]
    [InlineData("api.invalid", "api.invalid", true)]
    [InlineData("api.invalid", "API.Invalid.", true)]
    [InlineData("API.invalid.", "api.invalid", true)]
    [InlineData("api.invalid", "xapi.invalid", false)]
    [InlineData("api.invalid", "a.api.invalid", false)]
    [InlineData("*.example.invalid", "a.example.invalid", true)]
    [InlineData("*.example.invalid", "a.b.example.invalid", true)]
    [InlineData("*.example.invalid", "example.invalid", false)]
    [InlineData("*.example.invalid", "aexample.invalid", false)]
    [InlineData("*.example.invalid", ".example.invalid", false)]
    [InlineData("*.example.invalid", "a.example.invalid.evil.invalid", false)]
    [InlineData("api.invalid:443", "api.invalid", true)]
    [InlineData("api.invalid:444", "api.invalid", false)]
    [InlineData("bücher.invalid", "xn--bcher-kva.invalid", true)]
    [InlineData("xn--bcher-kva.invalid", "BÜCHER.invalid", true)]
    public async Task Resolve_Name_GoesByTheRule(string text, string host, bool isLookedUp)
    {
        var policy = new NetworkPolicy([[Rule(text)]]);

        var failure = await Should.ThrowAsync<StepException>(policy.ResolveAsync(host, 443, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe(isLookedUp ? "network_unknown_host" : "ARCH4211");
    }

    internal static NetworkRule Rule(string text) =>
        NetworkRule.TryParse(text, out var rule) ? rule : throw new ArgumentException($"'{text}' is no rule.", nameof(text));
}
