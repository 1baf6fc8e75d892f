using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Text;

public sealed class TemplateTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("Dear {{customer.name}}!", "Dear A & B!")]
    [InlineData("{{#lines}}{{n}}x{{title}};{{/lines}}", "1xNut;2xBolt;")]
    [InlineData("{{#lines}}{{customer.name}} {{/lines}}", "A & B A & B ")]
    [InlineData("{{#tags}}[{{.}}]{{/tags}}", "[1][2]")]
    [InlineData("{{^none}}no{{/none}}{{#none}}yes{{/none}}", "no")]
    [InlineData("{{#customer}}{{name}}{{/customer}}", "A & B")]
    [InlineData("a{{! not\nthis }}b", "ab")]
    [InlineData("{{{ customer.name }}}", "A & B")]
    [InlineData("{{tags}}", "[1,2]")]
    [InlineData("}} plain {", "}} plain {")]
    [InlineData("", "")]
    public async Task RunAsync_Template_IsFilled(string template, string expected)
    {
        var output = await _bench.RunAsync("text.template", new { template, data = Data }, Token);

        output.GetProperty("text").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task RunAsync_Html_EscapesAllButRawValues()
    {
        var output = await _bench.RunAsync(
            "text.template", new { template = "{{x}} {{{x}}} {{&x}}", data = new { x = "<b>" }, escape = "html" }, Token);

        output.GetProperty("text").GetString().ShouldBe("&lt;b&gt; <b> <b>");
    }

    [Theory]
    [InlineData("a\n{{nobody.name}}", "Line 2 of the template uses 'nobody.name', which the data does not have. Add it, or set 'strict: false'.")]
    [InlineData("{{#a}}x", "Line 1 of the template is not valid: the section 'a' is not closed: '{{/a}}' is missing.")]
    [InlineData("x{{/a}}", "Line 1 of the template is not valid: '{{/a}}' closes a section that is not open.")]
    [InlineData("{{#a}}\n{{/b}}", "Line 2 of the template is not valid: '{{/b}}' closes 'b', but 'a' of line 1 is open.")]
    [InlineData("{{a", "Line 1 of the template is not valid: '{{' is not closed by '}}'.")]
    [InlineData("{{a b}}", "Line 1 of the template is not valid: 'a b' is not a path such as 'customer.name'.")]
    [InlineData("{{> x}}", "Line 1 of the template is not valid: '{{> x}}' is not supported: there are no partials and no other delimiters.")]
    public async Task RunAsync_BadTemplate_NamesTheLine(string template, string message)
    {
        var failure = await _bench.FailAsync("text.template", new { template, data = Data }, Token);

        (failure.Code, failure.Message).ShouldBe(("invalid_template", message));
    }

    [Fact]
    public async Task RunAsync_NotStrict_WritesNothingForWhatIsMissing()
    {
        var output = await _bench.RunAsync("text.template", new { template = "[{{a.b}}]", data = new { a = 1 }, strict = false }, Token);

        output.GetProperty("text").GetString().ShouldBe("[]");
    }

    [Fact]
    public async Task RunAsync_DeepSections_AreRefused()
    {
        var template = string.Concat(Enumerable.Repeat("{{#a}}", 100_000));

        var failure = await _bench.FailAsync("text.template", new { template, data = Data }, Token);

        failure.Message.ShouldContain("sections are nested deeper than 32");
    }

    [Fact]
    public async Task RunAsync_SectionsThatMultiply_AreStopped()
    {
        var template = string.Concat(Enumerable.Repeat("{{#l}}", 8)) + string.Concat(Enumerable.Repeat("{{/l}}", 8));

        var failure = await _bench.FailAsync("text.template", new { template, data = new { l = Enumerable.Range(0, 100) } }, Token);

        failure.Code.ShouldBe("too_large");
    }

    [Fact]
    public async Task RunAsync_FromFileToFile_Works()
    {
        _bench.Write("t.txt", "{{x}}");

        await _bench.RunAsync("text.template", new { template_file = "t.txt", data = new { x = 7 }, file = "o.txt" }, Token);

        _bench.Read("o.txt").ShouldBe("7");
    }

    private static object Data => new
    {
        customer = new { name = "A & B" },
        lines = new[] { new { n = 1, title = "Nut" }, new { n = 2, title = "Bolt" } },
        tags = new[] { 1, 2 },
        none = Array.Empty<int>(),
    };
}
