using System.Text;
using System.Xml.Linq;
using Arch.Testing.Reports;
using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Reports;

public sealed class JUnitReportTests
{
    [Fact]
    public async Task Write_Results_IsXmlWithOneElementACase()
    {
        var results = await new Bench("steps:\n  - {id: ask, uses: test.do@1}\noutputs: {text: {type: string, value: \"${{ steps.ask.outputs.text }}\"}}\n").RunAsync("""
            defaults: {mocks: {ask: {outputs: {text: "a<b>"}}}}
            cases:
              - {name: right}
              - {name: wrong, expect: {outputs: {text: x}, took: 1h}}
              - {name: left out, skip: "la\u0001ter"}
            """);

        var xml = Write(results);

        xml.Name.LocalName.ShouldBe("testsuites");
        Attributes(xml, "tests", "failures", "skipped").ShouldBe(["3", "1", "1"]);
        var suite = xml.Elements().ShouldHaveSingleItem();
        Attributes(suite, "name", "file").ShouldBe(["test.main", "main.test.yaml"]);
        suite.Elements("testcase").Select(test => test.Attribute("name")!.Value).ShouldBe(["right", "wrong", "left out"]);
        suite.Elements("testcase").Select(test => test.Attribute("line")!.Value).ShouldBe(["6", "7", "8"]);
        var failure = suite.Descendants("failure").ShouldHaveSingleItem();
        failure.Attribute("message")!.Value.ShouldBe("outputs.text is not as expected.");
        failure.Value.ShouldContain("main.test.yaml:7:");
        failure.Value.ShouldContain("took is not as expected.");
        suite.Descendants("skipped").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("la\uFFFDter");
    }

    private static XElement Write(IReadOnlyList<CaseResult> results)
    {
        using var target = new MemoryStream();
        JUnitReport.Write(results, target);
        return XElement.Parse(Encoding.UTF8.GetString(target.ToArray()));
    }

    private static IEnumerable<string?> Attributes(XElement element, params string[] names) => names.Select(name => element.Attribute(name)?.Value);
}
