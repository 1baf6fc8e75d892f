using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.LanguageServer;

/// <summary>
/// A client of the Language Server Protocol that writes every message by hand, so that the tests do not share the server's library.
/// What was said is in the test's output.
/// </summary>
internal sealed class LspClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Task<string> _errors;
    private readonly Queue<JsonNode> _waiting = new();
    private int _lastId;

    public LspClient(TempProject project)
    {
        Project = project;
        _process = Process.Start(new ProcessStartInfo(
            Path.Combine(ArchProgram.Bin, "Arch.Host", ArchProgram.Configuration, "arch"),
            ["lsp", "--stdio"])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _input = _process.StandardInput.BaseStream;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public TempProject Project { get; }

    public string Uri(string file) => new Uri(Project.PathOf(file)).AbsoluteUri;

    /// <summary>Says hello as editors do.</summary>
    public async Task<JsonNode> InitializeAsync()
    {
        var result = await AskAsync("initialize", $$$"""
            {"processId": null, "rootUri": "{{{new Uri(Project.Folder).AbsoluteUri}}}", "capabilities": {}}
            """);
        await TellAsync("initialized", "{}");
        return result!;
    }

    public Task OpenAsync(string file, string text) => TellAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["languageId"] = "yaml", ["version"] = 1, ["text"] = text },
    }.ToJsonString());

    /// <summary>Types text into a file.</summary>
    public Task TypeAsync(string file, int version, int line, int character, string text) => TellAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["version"] = version },
        ["contentChanges"] = new JsonArray(new JsonObject
        {
            ["range"] = new JsonObject { ["start"] = Position(line, character), ["end"] = Position(line, character) },
            ["text"] = text,
        }),
    }.ToJsonString());

    /// <summary>Asks about a position of a file.</summary>
    public Task<JsonNode?> AskAtAsync(string method, string file, int line, int character, string more = "{}")
    {
        var parameters = JsonNode.Parse(more)!.AsObject();
        parameters["textDocument"] = new JsonObject { ["uri"] = Uri(file) };
        parameters["position"] = Position(line, character);
        return AskAsync(method, parameters.ToJsonString());
    }

    /// <summary>Sends a request and gives its result; fails on an error.</summary>
    public async Task<JsonNode?> AskAsync(string method, string parameters)
    {
        var answer = await RequestAsync(method, parameters);
        answer["error"].ShouldBeNull(answer.ToJsonString());
        return answer["result"];
    }

    /// <summary>Sends a request and gives the whole answer.</summary>
    public async Task<JsonNode> RequestAsync(string method, string? parameters)
    {
        var id = ++_lastId;
        var content = parameters is null ? "" : $", \"params\": {parameters}";
        await SendAsync($"{{\"jsonrpc\": \"2.0\", \"id\": {id.ToString(CultureInfo.InvariantCulture)}, \"method\": \"{method}\"{content}}}");
        return await ReadUntilAsync(message => message["id"]?.GetValue<int>() == id && message["method"] is null);
    }

    public Task TellAsync(string method, string? parameters) =>
        SendAsync($"{{\"jsonrpc\": \"2.0\", \"method\": \"{method}\"{(parameters is null ? "" : $", \"params\": {parameters}")}}}");

    /// <summary>Waits for what the server finds in a version of a file.</summary>
    /// <returns>The diagnostics as <c>CODE line:character</c>, as the protocol counts.</returns>
    public async Task<IReadOnlyList<string>> DiagnosticsAsync(string file, int version)
    {
        var message = await ReadUntilAsync(one => one["method"]?.GetValue<string>() == "textDocument/publishDiagnostics"
            && one["params"]!["uri"]!.GetValue<string>() == Uri(file)
            && one["params"]!["version"]?.GetValue<int>() == version);
        return [.. message["params"]!["diagnostics"]!.AsArray().Select(one =>
            $"{one!["code"]} {one["range"]!["start"]!["line"]}:{one["range"]!["start"]!["character"]}")];
    }

    /// <summary>Gives the next message for which something holds; earlier ones are kept for others.</summary>
    public async Task<JsonNode> ReadUntilAsync(Func<JsonNode, bool> isWanted)
    {
        for (var i = _waiting.Count; i > 0; i--)
        {
            var message = _waiting.Dequeue();
            if (isWanted(message))
            {
                return message;
            }

            _waiting.Enqueue(message);
        }

        while (true)
        {
            var message = await ReadAsync();
            if (isWanted(message))
            {
                return message;
            }

            _waiting.Enqueue(message);
        }
    }

    /// <summary>Ends the conversation as the protocol asks.</summary>
    /// <returns>The exit code of the server.</returns>
    public async Task<int> EndAsync()
    {
        (await RequestAsync("shutdown", null))["error"].ShouldBeNull();
        await TellAsync("exit", null);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Closes the stream without a word.</summary>
    public async Task<int> HangUpAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        var errors = await _errors;
        if (errors.Length > 0)
        {
            Say("stderr", errors);
        }

        _process.Dispose();
    }

    private static JsonObject Position(int line, int character) => new() { ["line"] = line, ["character"] = character };

    private static void Say(string who, string what) => TestContext.Current.TestOutputHelper?.WriteLine($"{who} {what}");

    private async Task SendAsync(string message)
    {
        Say("->", message);
        var body = Encoding.UTF8.GetBytes(message);
        await _input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"));
        await _input.WriteAsync(body);
        await _input.FlushAsync();
    }

    private async Task<JsonNode> ReadAsync()
    {
        var output = _process.StandardOutput.BaseStream;
        var length = 0;
        while (await ReadLineAsync(output) is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }

        var body = new byte[length];
        await output.ReadExactlyAsync(body, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(body);
        Say("<-", text);
        return JsonNode.Parse(text)!;
    }

    private async Task<string> ReadLineAsync(Stream output)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await output.ReadAsync(one, TestContext.Current.CancellationToken) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        throw new EndOfStreamException($"The server has gone: {await _errors}");
    }
}
