using System.Text.Json.Nodes;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;
using Arch.Workflows.Schema;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Schema;

public sealed class WorkflowSchemaTests
{
    private static readonly JsonObject Schema = WorkflowSchema.Create(new FixtureCatalog());

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(FixtureFiles.Folder("workflows"), "*.yaml").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Create_Example_IsValid(string file) =>
        Validate(File.ReadAllText(Path.Combine(FixtureFiles.Folder("workflows"), file))).ShouldBeEmpty();

    // Codes of structure that a schema can tell; the others need more than one place of the file.
    [Theory]
    [InlineData("ARCH1000")]
    [InlineData("ARCH1001")]
    [InlineData("ARCH1002")]
    [InlineData("ARCH1004")]
    [InlineData("ARCH2108")]
    [InlineData("ARCH2109")]
    public void Create_BrokenStructure_IsNotValid(string code)
    {
        string[] beyond = ["default-of", "default-outside", "min-above", "items-of-a", "value-on-an", "bad-pattern", "expression-where", "loop-name",
            "duration-beyond", "unknown-output-returned", "on-timeout-without", "handler-behind", "wildcard-in", "queue-without"];
        var files = Directory.GetFiles(FixtureFiles.Folder("broken"), "*.yaml")
            .Where(file => File.ReadLines(file).First().Contains(code, StringComparison.Ordinal) && !beyond.Any(file.Contains))
            .ToList();

        var accepted = files.Where(file => Validate(File.ReadAllText(file)).Count == 0).Select(Path.GetFileName);

        files.ShouldNotBeEmpty();
        accepted.ShouldBeEmpty();
    }

    [Fact]
    public void Create_TwoVerbs_SpeaksOfTheExtraKeyAlone() =>
        Validate(Steps("{id: a, set: {total: 1}, emit: tests.a}")).ShouldBe(
            ["/steps/0/emit: nothing is allowed", "/steps/0/set: nothing is allowed"], ignoreOrder: true);

    [Fact]
    public void Create_MisspeltInput_SpeaksOfThatInputAlone() =>
        Validate(Steps("{id: a, uses: http.request@1, with: {url: x, metod: POST}}"))
            .ShouldBe(["/steps/0/with/metod: nothing is allowed"]);

    [Theory]
    [InlineData("{id: a, wait: {any: [{signal: x, match: event.data.ok}, {all: [{event: t.*}, {for: 5m}]}], timeout: 2h}, on_timeout: continue}")]
    [InlineData("{id: a, wait: {signal: x, timeout: 2h, on_timeout: continue}, outputs: {data: {type: string}}}")]
    [InlineData("{id: a, human: {title: x, actions: [ok], form: {n: {type: integer}}, due: 1d, on_due: escalate}, retry: {attempts: 2}}")]
    [InlineData("{id: a, emit: t.a, concurrency: [{key: k, queue_max: 2}], compensate: [{id: b, emit: t.b}]}")]
    public void Create_WaitsAndLimits_AreValid(string step) => Validate(Steps(step)).ShouldBeEmpty();

    [Fact]
    public void Create_ExpressionForANumber_IsValid() =>
        Validate(Steps("{id: a, uses: http.request@1, with: {url: x, retries: \"${{ inputs.n }}\"}}")).ShouldBeEmpty();

    [Fact]
    public void Create_StepType_CarriesDescriptionsAndDefaults()
    {
        var text = Schema.ToJsonString();

        text.ShouldContain("The address.");
        text.ShouldContain("\"default\":\"GET\"");
        text.ShouldContain("https://example.org");
    }

    private static string Steps(string step) => $"arch: 1\nid: a\nsteps:\n  - {step}\n";

    private static IReadOnlyList<string> Validate(string yaml)
    {
        var diagnostics = new DiagnosticBag();
        var root = YamlReader.Read(new SourceText("f.yaml", yaml), diagnostics).Documents[0];
        return new SchemaValidator(Schema).Validate(JsonNode.Parse(ValueJson.ToJson(YamlData.ToValue(root))));
    }
}
