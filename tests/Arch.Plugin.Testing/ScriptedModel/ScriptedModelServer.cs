using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arch.Plugin.Testing.ScriptedModel;

/// <summary>
/// A real web server on a free loopback port that speaks the OpenAI protocol (chat completions, whole or streamed, and
/// embeddings), answers by a script and keeps what it was asked. A request that the script has no answer for gets status 599.
/// </summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ScriptedAnswer> _script = new();
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedModelServer(WebApplication app) => _app = app;

    /// <summary>Gets the <c>base_url</c> for clients.</summary>
    public Uri BaseUrl => new(_app.Urls.First() + "/v1");

    /// <summary>Gets what was asked, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    /// <summary>Gets a task that ends when a client goes away from an answer that hangs.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>Starts a server.</summary>
    /// <param name="script">The answers, in order.</param>
    /// <returns>The server.</returns>
    public static async Task<ScriptedModelServer> StartAsync(params ScriptedAnswer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ScriptedModelServer(app);
        foreach (var answer in script)
        {
            server._script.Enqueue(answer);
        }

        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new ModelRequest(http.Request.Path, headers, body.RootElement.Clone());
        _requests.Enqueue(request);
        var answer = _script.TryDequeue(out var next) ? next : ScriptedAnswer.Error(599, "script_ended", "The script has no further answer.");
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.StatusCode = answer.Status;
        if (answer.Body is not null)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer.Body, http.RequestAborted);
        }
        else if (request.Body.TryGetProperty("stream", out var stream) && stream.GetBoolean())
        {
            await StreamAsync(answer, http);
        }
        else
        {
            await http.Response.WriteAsJsonAsync(Protocol.Completion(answer), http.RequestAborted);
        }
    }

    private async Task StreamAsync(ScriptedAnswer answer, HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        try
        {
            foreach (var chunk in Protocol.Chunks(answer))
            {
                await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }

            if (answer.Hangs)
            {
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }

            await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            _aborted.TrySetResult();
        }
    }
}
