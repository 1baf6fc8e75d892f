using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Xml;

public sealed class XmlParseTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_Document_GivesPlainObjects()
    {
        const string Text = """
            <?xml version="1.0"?>
            <feed xmlns:m="urn:m" m:lang="de"><title>News</title><item id="1">a<b>x</b></item><item id="2"/><m:only>1</m:only></feed>
            """;

        var output = await _bench.RunAsync("xml.parse", new { text = Text, arrays = new[] { "only" } }, Token);

        output.GetProperty("root").GetString().ShouldBe("feed");
        output.GetProperty("value").GetRawText().ShouldBe(
            """{"@lang":"de","title":"News","item":[{"@id":"1","b":"x","#text":"a"},{"@id":"2"}],"only":["1"]}""");
    }

    [Fact]
    public async Task RunAsync_KeepPrefixes_KeepsThem()
    {
        var output = await _bench.RunAsync("xml.parse", new { text = """<m:a xmlns:m="urn:m"><m:b>1</m:b><c/></m:a>""", keep_prefixes = true }, Token);

        output.GetProperty("value").GetRawText().ShouldBe("""{"m:b":"1","c":""}""");
    }

    [Fact]
    public async Task RunAsync_Dtd_IsRefused()
    {
        const string Text = """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>""";

        var failure = await _bench.FailAsync("xml.parse", new { text = Text }, Token);

        (failure.Code, failure.Message.Contains("DTD", StringComparison.Ordinal)).ShouldBe(("invalid_xml", true));
    }

    [Fact]
    public async Task RunAsync_NotClosed_NamesThePlace()
    {
        var failure = await _bench.FailAsync("xml.parse", new { text = "<a>\n <b></a>" }, Token);

        failure.Message.ShouldStartWith("The text is not XML that is accepted, at line 2, column 7:");
    }

    [Fact]
    public async Task RunAsync_DeepNesting_IsRefused()
    {
        var failure = await _bench.FailAsync("xml.parse", new { text = string.Concat(Enumerable.Repeat("<a>", 100_000)) }, Token);

        failure.Code.ShouldBe("invalid_xml");
        failure.Message.ShouldContain("nested deeper than 32");
    }
}
