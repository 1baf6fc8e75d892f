using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary>A project whose host serves on a free port of loopback.</summary>
internal sealed class ServedProject : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ServedProject(TempProject project, ArchProgram host, HttpClient http)
    {
        Project = project;
        Host = host;
        Http = http;
    }

    public TempProject Project { get; }

    public ArchProgram Host { get; }

    public HttpClient Http { get; }

    public static async Task<ServedProject> StartAsync(TempProject project, params string[] arguments)
    {
        var host = project.Start(["serve", "--urls", "http://127.0.0.1:0", .. arguments]);
        var line = await host.WaitForLineAsync("Serving at");
        var http = new HttpClient { BaseAddress = new Uri(line["Serving at ".Length..]) };
        return new ServedProject(project, host, http);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith("arch:", StringComparison.Ordinal) ? "application/yaml" : "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer(response.StatusCode, text, response.Headers.ETag?.Tag, response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, string? body = null) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>Starts a run and waits for its end.</summary>
    public async Task<JsonElement> RunAsync(string workflow, string inputs = "{}")
    {
        var answer = await PostAsync("/api/v1/runs?wait=30s", $$"""{"workflow":"{{workflow}}","inputs":{{inputs}}}""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Body);
        return answer.Json;
    }

    /// <summary>Asks until an answer is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await GetAsync(path);
            if (answer.Status == HttpStatusCode.OK && condition(answer.Json))
            {
                return answer.Json;
            }

            clock.Elapsed.ShouldBeLessThan(Patience, $"{path}: {answer.Body}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        Host.Dispose();
        Project.Dispose();
        return ValueTask.CompletedTask;
    }
}
