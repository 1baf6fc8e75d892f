using System.Net;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary><c>/api/v1/workflows</c>, <c>/api/v1/editor</c> and what changes of files do.</summary>
public sealed class WorkflowsApiTests
{
    [Fact]
    public async Task Get_DescribesInputsAndDiagnostics()
    {
        await using var host = await HostAsync();

        var list = (await host.GetAsync("/api/v1/workflows?limit=1")).Json;
        var greet = (await host.GetAsync("/api/v1/workflows/test.greet")).Json;
        var broken = (await host.GetAsync("/api/v1/workflows/test.broken")).Json;

        list.GetProperty("next").GetString().ShouldBe("test.broken");
        greet.GetProperty("inputs").GetProperty("required")[0].GetString().ShouldBe("name");
        greet.GetProperty("inputs").GetProperty("properties").GetProperty("times").GetProperty("type").GetString().ShouldBe("integer");
        broken.GetProperty("definition").GetString().ShouldBeNull();
        broken.GetProperty("diagnostics")[0].GetProperty("line").GetInt32().ShouldBe(5);
        (await host.GetAsync("/api/v1/workflows/test.nobody")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6005");
    }

    [Fact]
    public async Task Save_TakesEffectAtOnce_AndLosesNobodysChange()
    {
        await using var host = await HostAsync();
        var read = await host.GetAsync("/api/v1/workflows/test.greet/source");
        var text = read.Body.Replace("Hello", "Goodbye", StringComparison.Ordinal);

        var saved = await SaveAsync(host, text, read.Tag!);
        var run = await host.RunAsync("test.greet", """{"name":"Ada"}""");
        var stale = await SaveAsync(host, text, read.Tag!);
        var same = await host.SendAsync(HttpMethod.Get, "/api/v1/workflows/test.greet/source", null, ("If-None-Match", saved.Tag!));

        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Body);
        run.GetProperty("outputs").GetProperty("greeting").GetString().ShouldBe("Goodbye, Ada!");
        stale.ShouldBeProblem(HttpStatusCode.PreconditionFailed, "ARCH6117");
        same.Status.ShouldBe(HttpStatusCode.NotModified);
        host.Project.Read("workflows/greet.yaml").ShouldBe(text);
        (await SaveAsync(host, text, null)).ShouldBeProblem(HttpStatusCode.PreconditionRequired, "ARCH6115");
        (await SaveAsync(host, text.Replace("core.log", "core.lgo", StringComparison.Ordinal), "*")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH6116");
        (await SaveAsync(host, text.Replace("id: greet", "id: other", StringComparison.Ordinal), "*")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH6116");
        host.Project.Read("workflows/greet.yaml").ShouldBe(text);
    }

    [Fact]
    public async Task File_ThatBecomesWrong_LeavesTheWorkflowAsItWas()
    {
        await using var host = await HostAsync();

        host.Project.With("workflows/greet.yaml", Workflows.Greet.Replace("core.log", "core.lgo", StringComparison.Ordinal));
        var behind = await host.UntilAsync("/api/v1/workflows/test.greet", workflow => workflow.GetProperty("isBehind").GetBoolean());
        var run = await host.RunAsync("test.greet", """{"name":"Ada"}""");
        host.Project.With("workflows/greet.yaml", Workflows.Greet.Replace("Hello", "Hi", StringComparison.Ordinal));
        await host.UntilAsync("/api/v1/workflows/test.greet", workflow => !workflow.GetProperty("isBehind").GetBoolean());

        behind.GetProperty("errors").GetInt32().ShouldBe(1);
        run.GetProperty("outputs").GetProperty("greeting").GetString().ShouldBe("Hello, Ada!");
        (await host.RunAsync("test.greet", """{"name":"Ada"}""")).GetProperty("outputs").GetProperty("greeting").GetString().ShouldBe("Hi, Ada!");
    }

    [Theory]
    [InlineData("svg", "image/svg+xml", "<svg")]
    [InlineData("mermaid", "text/plain", "flowchart")]
    [InlineData("dot", "text/plain", "digraph")]
    public async Task Graph_IsDrawn(string format, string type, string beginning)
    {
        await using var host = await HostAsync();

        var answer = await host.GetAsync($"/api/v1/workflows/test.greet/graph?format={format}");

        answer.Type.ShouldBe(type);
        answer.Body.TrimStart().ShouldStartWith(beginning);
        (await host.GetAsync("/api/v1/workflows/test.greet/graph?format=gif")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
    }

    [Fact]
    public async Task Validate_TellsWhatIsWrongWithoutSaving()
    {
        await using var host = await HostAsync();

        var answer = await host.PostAsync("/api/v1/workflows/validate", """{"text":"arch: 1\nid: new\nnamespace: test\nsteps:\n  - {id: a, uses: core.lgo@1}\n"}""");

        answer.Json.GetProperty("isValid").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("diagnostics")[0].GetProperty("fix").GetProperty("text").GetString().ShouldBe("core.log@1");
        (await host.GetAsync("/api/v1/workflows/test.new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/v1/workflows/validate", """{"text":"","file":"../../etc/passwd"}""")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
    }

    [Fact]
    public async Task Editor_IsTheLanguageService()
    {
        await using var host = await HostAsync();
        const string text = @"""arch: 1\nid: new\nnamespace: test\nsteps:\n  - id: a\n    uses: core.log@1\n    with: {message: x}\n  - {id: b, uses: core.log@1, with: {message: \""${{ steps.a.outputs }}\""}}\n""";

        var analysis = (await host.PostAsync("/api/v1/editor/analysis", $$"""{"text":{{text}}}""")).Json;
        var completions = (await host.PostAsync("/api/v1/editor/completions", $$$"""{"text":{{{text}}},"position":{"line":5,"character":15}}""")).Json;
        var hover = (await host.PostAsync("/api/v1/editor/hover", $$$"""{"text":{{{text}}},"position":{"line":5,"character":12}}""")).Json;
        var rename = (await host.PostAsync("/api/v1/editor/rename", $$$"""{"text":{{{text}}},"position":{"line":4,"character":8},"newName":"first"}""")).Json;
        var definition = (await host.PostAsync("/api/v1/editor/definition", $$$"""{"text":{{{text}}},"position":{"line":7,"character":57}}""")).Json;
        var format = (await host.PostAsync("/api/v1/editor/format", """{"text":"arch:   1\nid: a\nnamespace: b\nsteps: []\n"}""")).Json;

        analysis.GetProperty("workflow").GetString().ShouldBe("test.new");
        completions.EnumerateArray().Select(one => one.GetProperty("label").GetString()).ShouldContain("core.log@1");
        hover.GetProperty("markdown").GetString()!.ShouldContain("Writes a line to the log");
        rename.GetArrayLength().ShouldBe(2, rename.ToString());
        definition.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32().ShouldBe(4);
        format.GetProperty("isChanged").GetBoolean().ShouldBeTrue();
        (await host.PostAsync("/api/v1/editor/hover", $$$"""{"text":{{{text}}},"position":{"line":0,"character":0}}""")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        (await host.PostAsync("/api/v1/editor/rename", $$$"""{"text":{{{text}}},"position":{"line":4,"character":8},"newName":"b"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH6118");
        (await host.GetAsync("/api/v1/schema")).Json.GetProperty("$schema").GetString().ShouldNotBeNull();
    }

    private static Task<ApiAnswer> SaveAsync(ServedProject host, string text, string? tag) =>
        host.SendAsync(HttpMethod.Put, "/api/v1/workflows/test.greet/source", text, tag is null ? [] : [("If-Match", tag)]);

    private static Task<ServedProject> HostAsync() => ServedProject.StartAsync(new TempProject()
        .With("workflows/greet.yaml", Workflows.Greet)
        .With("workflows/broken.yaml", "arch: 1\nid: broken\nnamespace: test\nsteps:\n  - {id: a, uses: no.such@1}\n"));
}
