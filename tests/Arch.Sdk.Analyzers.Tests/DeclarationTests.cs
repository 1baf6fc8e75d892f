namespace Arch.Sdk.Analyzers.Tests;

/// <summary>Records and step classes, and what is found in them.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("Stream", "Stream")]
    [InlineData("Action", "Action")]
    [InlineData("IComparable", "IComparable")]
    [InlineData("Type", "Type")]
    [InlineData("CancellationToken", "CancellationToken")]
    [InlineData("List<Stream>", "Stream")]
    [InlineData("Dictionary<int, string>", "Dictionary<int, string>")]
    [InlineData("char", "char")]
    public async Task Property_YamlCannotExpressIt_IsFound(string type, string named)
    {
        var found = await Analysis.FindAsync(Output($"[Description(\"A.\")] public required {type} Value {{ get; init; }}"));

        found.ShouldBe([$"ARCH4509 The output property 'Out.Value' has the type '{named}', which YAML cannot express; use strings, numbers, booleans, enums, TimeSpan, DateTimeOffset, lists, maps with string keys, records or JsonElement"]);
    }

    [Theory]
    [InlineData("string?")]
    [InlineData("int?")]
    [InlineData("byte[]")]
    [InlineData("DayOfWeek")]
    [InlineData("TimeSpan?")]
    [InlineData("Uri")]
    [InlineData("object")]
    [InlineData("IReadOnlyList<string>")]
    [InlineData("IReadOnlyDictionary<string, System.Text.Json.JsonElement>")]
    [InlineData("System.Text.Json.Nodes.JsonObject")]
    [InlineData("ImmutableThing[]")]
    public async Task Property_YamlCanExpressIt_NothingIsFound(string type) =>
        (await Analysis.FindAsync(Output($"[Description(\"A.\")] public {type} Value {{ get; init; }} = default!;")
            + "public sealed record ImmutableThing([property: Description(\"A.\")] string Name);")).ShouldBeEmpty();

    [Fact]
    public async Task Record_ContainsItself_IsFound() =>
        (await Analysis.FindAsync(Output("[Description(\"A.\")] public IReadOnlyList<Out> Children { get; init; } = [];")))
            .ShouldBe(["ARCH4510 The output property 'Out.Children' leads back to 'Out'; use JsonElement for data of any depth"]);

    [Fact]
    public async Task Input_NoPropertyCanBeSet_IsFound() =>
        (await Analysis.FindAsync(Class("Step(\"acme.demo\")", "sealed", input: "public string Name { get; } = \"\";")))
            .ShouldBe(["ARCH4511 No property of 'In' can be set; give them 'init' or 'set', or use 'Nothing' as the input"]);

    [Fact]
    public async Task Property_NoDescription_IsFound() =>
        (await Analysis.FindAsync(Output("public string Name { get; init; } = \"\";")))
            .ShouldBe(["ARCH4514 The output property 'Out.Name' has no [Description]; say what it is in a sentence"]);

    [Theory]
    [InlineData("Step(\"acme.demo\")", "abstract", "", "'Demo' is abstract, so the host cannot make it; make it an ordinary class")]
    [InlineData("Step(\"acme.demo\")", "sealed", "public Demo(string name) { }", "'Demo' has no constructor without parameters; take what it needs from its context")]
    [InlineData("Step(\"Demo\")", "sealed", "", "'Demo' is named 'Demo'; use lower-case words joined by dots, such as 'mail.send'")]
    [InlineData("Step(\"acme.demo\", Version = 0)", "sealed", "", "'Demo' has the version 0; versions begin at 1")]
    public async Task Class_HostCannotMakeIt_IsFound(string attribute, string modifier, string member, string finding) =>
        (await Analysis.FindAsync(Class(attribute, modifier, member))).ShouldBe(["ARCH4512 " + finding]);

    [Fact]
    public async Task Class_NoInterface_IsFound() =>
        (await Analysis.FindAsync("[Step(\"acme.demo\")] public sealed class Demo;"))
            .ShouldBe(["ARCH4512 'Demo' implements IStep<TInput, TOutput> 0 times; implement it exactly once"]);

    [Theory]
    [InlineData("")]
    [InlineData("private Demo() { }")]
    [InlineData("public Demo() { } public Demo(string name) { }")]
    public async Task Class_HostCanMakeIt_NothingIsFound(string member) =>
        (await Analysis.FindAsync(Class("Step(\"acme.demo\")", "sealed", member))).ShouldBeEmpty();

    [Fact]
    public async Task Classes_OneName_AreFound() =>
        (await Analysis.FindAsync(Class("Step(\"acme.demo\")", "sealed") + Second("Step(\"acme.demo\")")))
            .ShouldBe(["ARCH4513 'Demo' and 'Second' both declare 'acme.demo@1'; give one of them another name or version"]);

    [Fact]
    public async Task Classes_OneNameTwoVersions_NothingIsFound() =>
        (await Analysis.FindAsync(Class("Step(\"acme.demo\")", "sealed") + Second("Step(\"acme.demo\", Version = 2)"))).ShouldBeEmpty();

    [Fact]
    public async Task Trigger_MistakesOfSteps_AreFoundToo() =>
        (await Analysis.CodesAsync("""
            public sealed record Settings { [Description("A.")] public Stream? Source { get; init; } }
            public sealed record Item { public string Name { get; init; } = ""; }
            [Trigger("acme.news")]
            public sealed class News : ITrigger<Settings, Item>
            {
                public async Task<TriggerBatch<Item>> PollAsync(Settings settings, TriggerContext context, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    return new();
                }
            }
            """)).ShouldBe(["ARCH4509", "ARCH4514", "ARCH4502"]);

    [Fact]
    public async Task Source_NoPlugin_NothingIsFound() =>
        (await Analysis.FindAsync("public sealed class Other { public Stream? Source { get; set; } }")).ShouldBeEmpty();

    private static string Output(string property) => $$"""
        public sealed record Out { {{property}} }
        [Step("acme.demo")]
        public sealed class Demo : IStep<Nothing, Out>
        {
            public Task<Out> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
        }

        """;

    private static string Class(string attribute, string modifier, string member = "", string input = "") => $$"""
        public sealed record In { {{input}} }
        [{{attribute}}]
        public {{modifier}} class Demo : IStep<In, Nothing>
        {
            {{member}}
            public Task<Nothing> RunAsync(In input, StepContext context, CancellationToken cancellationToken) => Task.FromResult(Nothing.Value);
        }

        """;

    private static string Second(string attribute) => $$"""
        [{{attribute}}]
        public sealed class Second : IStep<Nothing, Nothing>
        {
            public Task<Nothing> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) => Task.FromResult(input);
        }
        """;
}
