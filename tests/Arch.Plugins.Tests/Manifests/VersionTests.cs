using Arch.Plugins.Manifests;

namespace Arch.Plugins.Tests.Manifests;

public sealed class VersionTests
{
    [Fact]
    public void CompareTo_Versions_FollowsSemanticVersioning()
    {
        // The order that semver.org gives in section 11.
        string[] ordered =
        [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1", "2",
        ];
        var versions = ordered.Select(Parse).ToList();

        versions.AsEnumerable().Reverse().Order().Select(version => version.ToString()).ShouldBe(versions.Select(version => version.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3.4")]
    [InlineData("a")]
    [InlineData("1..2")]
    [InlineData("-1")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-a..b")]
    [InlineData("99999999999")]
    public void TryParse_NotAVersion_Fails(string text) => SemanticVersion.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(">=0.1 <1", "0.1.0", true)]
    [InlineData(">=0.1 <1", "0.9.9", true)]
    [InlineData(">=0.1 <1", "1.0.0", false)]
    [InlineData(">=0.2", "0.1.9", false)]
    [InlineData("=1.0.0", "1.0.0", true)]
    [InlineData(">1 <=2", "1.0.0", false)]
    [InlineData(">1 <=2", "2.0.0", true)]
    public void Contains_Version_ComparesWithAllBounds(string range, string version, bool expected)
    {
        VersionRange.TryParse(range, out var parsed).ShouldBeTrue();

        parsed!.Contains(Parse(version)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("^1.0")]
    [InlineData(">= 1")]
    [InlineData(">=x")]
    public void TryParse_NotARange_Fails(string text) => VersionRange.TryParse(text, out _).ShouldBeFalse();

    private static SemanticVersion Parse(string text) =>
        SemanticVersion.TryParse(text, out var version) ? version : throw new InvalidOperationException(text);
}
