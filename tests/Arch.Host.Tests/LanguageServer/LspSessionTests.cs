using System.Text.Json.Nodes;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.LanguageServer;

/// <summary>Conversations with <c>arch lsp</c> over its standard streams.</summary>
public sealed class LspSessionTests
{
    private const string File = "workflows/greet.yaml";

    private const string Text = """
        arch: 1
        id: greet
        namespace: demo
        inputs:
          name: {type: string, description: Who is greeted.}
        steps:
          - id: hello
            uses: core.log@1
            with: {message: "Hello ${{ inputs.name }}"}
          - id: again
            call: demo.other
            with: {text: "${{ steps.hello.status }}"}

        """;

    private const string Other = """
        arch: 1
        id: other
        namespace: demo
        inputs: {text: {type: string}}
        steps: [{id: done, return: {}}]

        """;

    [Fact]
    public async Task A_session_of_an_author_at_work()
    {
        using var project = new TempProject().With("workflows/other.yaml", Other);
        await using var client = new LspClient(project);

        var capabilities = (await client.InitializeAsync())["capabilities"]!;
        capabilities["positionEncoding"]!.GetValue<string>().ShouldBe("utf-16");
        capabilities["textDocumentSync"]!["change"]!.GetValue<int>().ShouldBe(2);

        // A file that is right has no diagnostics.
        await client.OpenAsync(File, Text);
        (await client.DiagnosticsAsync(File, 1)).ShouldBeEmpty();

        // A slip is found as it is typed, behind a character of two UTF-16 units, and put right by its fix.
        await client.TypeAsync(File, 2, 8, 27, "🎉");
        (await client.DiagnosticsAsync(File, 2)).ShouldBeEmpty();
        await client.TypeAsync(File, 3, 8, 44, "s");
        (await client.DiagnosticsAsync(File, 3)).ShouldBe(["ARCH2105 8:40"]);
        var actions = (await client.AskAsync("textDocument/codeAction", $$$"""
            {"textDocument": {"uri": "{{{client.Uri(File)}}}"}, "range": {"start": {"line": 8, "character": 40}, "end": {"line": 8, "character": 45}}, "context": {"diagnostics": []}}
            """))!.AsArray();
        var action = actions.ShouldHaveSingleItem()!;
        action["title"]!.GetValue<string>().ShouldBe("Change to 'name'");
        action["edit"]!["changes"]![client.Uri(File)]![0]!["newText"]!.GetValue<string>().ShouldBe("name");

        // Completion, hover and definition answer about the text as it is now.
        var members = await client.AskAtAsync("textDocument/completion", File, 8, 40);
        Labels(members).ShouldContain("name");
        var hover = await client.AskAtAsync("textDocument/hover", File, 7, 12);
        hover!["contents"]!["value"]!.GetValue<string>().ShouldContain("core.log@1");
        var step = await client.AskAtAsync("textDocument/definition", File, 11, 31);
        step!["uri"]!.GetValue<string>().ShouldBe(client.Uri(File));
        step["range"]!["start"]!["line"]!.GetValue<int>().ShouldBe(6);
        var callee = await client.AskAtAsync("textDocument/definition", File, 10, 16);
        callee!["uri"]!.GetValue<string>().ShouldBe(client.Uri("workflows/other.yaml"));

        // A step is renamed wherever it is named.
        var range = await client.AskAtAsync("textDocument/prepareRename", File, 6, 10);
        range!["start"]!["character"]!.GetValue<int>().ShouldBe(8);
        var edit = await client.AskAtAsync("textDocument/rename", File, 6, 10, """{"newName": "welcome"}""");
        edit!["changes"]![client.Uri(File)]!.AsArray().Count.ShouldBe(2);
        (await client.AskAtAsync("textDocument/references", File, 6, 10, """{"context": {"includeDeclaration": true}}"""))!.AsArray().Count.ShouldBe(2);

        var outline = await client.AskAsync("textDocument/documentSymbol", $$$"""{"textDocument": {"uri": "{{{client.Uri(File)}}}"}}""");
        outline![0]!["children"]!.AsArray().Select(child => child!["name"]!.GetValue<string>()).ShouldBe(["hello", "again"]);

        (await client.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_step_is_completed_from_nothing()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, "arch: 1\nid: greet\nsteps:\n  - id: hello\n    ");
        Labels(await client.AskAtAsync("textDocument/completion", File, 4, 4)).ShouldContain("uses");
        await client.TypeAsync(File, 2, 4, 4, "uses: ");
        Labels(await client.AskAtAsync("textDocument/completion", File, 4, 10)).ShouldContain("core.log@1");
        await client.TypeAsync(File, 3, 4, 10, "core.log@1\n    with:\n      ");
        Labels(await client.AskAtAsync("textDocument/completion", File, 6, 6)).ShouldContain("message");
        await client.TypeAsync(File, 4, 6, 6, "message: ${{ wor");
        Labels(await client.AskAtAsync("textDocument/completion", File, 6, 22)).ShouldContain("workflow");
    }

    [Fact]
    public async Task Only_the_last_of_many_quick_changes_need_be_told()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, Text.Replace("core.log@1", "core.lo@1", StringComparison.Ordinal));
        for (var version = 2; version < 50; version++)
        {
            await client.TypeAsync(File, version, 0, 7, " ");
        }

        await client.TypeAsync(File, 50, 7, 17, "g");
        (await client.DiagnosticsAsync(File, 50)).ShouldBe(["ARCH2111 10:10"]);
    }

    [Fact]
    public async Task A_workflow_that_is_saved_is_known_to_those_that_call_it()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, Text);
        (await client.DiagnosticsAsync(File, 1)).ShouldBe(["ARCH2111 10:10"]);
        project.With("workflows/other.yaml", Other.Replace("text:", "words:", StringComparison.Ordinal));
        await client.TellAsync("workspace/didChangeWatchedFiles", $$$"""{"changes": [{"uri": "{{{client.Uri("workflows/other.yaml")}}}", "type": 1}]}""");
        (await client.DiagnosticsAsync(File, 1)).ShouldBe(["ARCH2109 11:4", "ARCH2108 11:11"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_is_laid_out_and_one_that_is_no_yaml_is_left_alone()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, "arch:   1 # one\nid: greet\nsteps: [ {id: a,return: {}} ]\n");
        var ask = $$$"""{"textDocument": {"uri": "{{{client.Uri(File)}}}"}, "options": {"tabSize": 2, "insertSpaces": true}}""";
        var edit = (await client.AskAsync("textDocument/formatting", ask))!.AsArray().ShouldHaveSingleItem()!;
        edit["newText"]!.GetValue<string>().ShouldBe("arch: 1 # one\nid: greet\nsteps: [{id: a, return: {}}]\n");
        edit["range"]!["end"]!["line"]!.GetValue<int>().ShouldBe(4);
        await client.TypeAsync(File, 2, 2, 8, "[");
        (await client.AskAsync("textDocument/formatting", ask))!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_name_that_would_break_the_workflow_is_an_error_of_the_request()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, Text);
        var answer = await client.RequestAsync("textDocument/rename", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = client.Uri(File) },
            ["position"] = new JsonObject { ["line"] = 6, ["character"] = 9 },
            ["newName"] = "again",
        }.ToJsonString());
        answer["error"]!["code"]!.GetValue<int>().ShouldBe(-32803);
        answer["error"]!["message"]!.GetValue<string>().ShouldBe("There is a step 'again' already.");
    }

    [Fact]
    public async Task Wrong_settings_are_told_and_the_rest_works()
    {
        using var project = new TempProject().With("arch.yaml", "plugin: here\n");
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        var message = await client.ReadUntilAsync(one => one["method"]?.GetValue<string>() == "window/showMessage");
        message["params"]!["message"]!.GetValue<string>().ShouldContain("ARCH6002");
        await client.OpenAsync(File, Text);
        (await client.DiagnosticsAsync(File, 1)).ShouldBe(["ARCH2111 10:10"]);
    }

    [Fact]
    public async Task A_file_that_is_closed_has_no_diagnostics_any_more()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        await client.OpenAsync(File, Text);
        await client.DiagnosticsAsync(File, 1);
        await client.TellAsync("textDocument/didClose", $$$"""{"textDocument": {"uri": "{{{client.Uri(File)}}}"}}""");
        var message = await client.ReadUntilAsync(one => one["method"]?.GetValue<string>() == "textDocument/publishDiagnostics");
        message["params"]!["diagnostics"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_method_is_answered_with_its_code()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        (await client.RequestAsync("textDocument/nothing", "{}"))["error"]!["code"]!.GetValue<int>().ShouldBe(-32601);
    }

    [Fact]
    public async Task A_client_that_hangs_up_ends_the_server_with_1()
    {
        using var project = new TempProject();
        await using var client = new LspClient(project);
        await client.InitializeAsync();
        (await client.HangUpAsync()).ShouldBe(1);
    }

    private static IEnumerable<string> Labels(JsonNode? items) => items!.AsArray().Select(item => item!["label"]!.GetValue<string>());
}
