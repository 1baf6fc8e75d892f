using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arch.Plugin.Http.Tests;

/// <summary>A real web server on a free loopback port that answers all requests in one way and keeps what it saw.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Server(WebApplication app) => _app = app;

    public List<(string Method, string Path, string Query, IHeaderDictionary Headers, string Body)> Seen { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<Server> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new Server(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var request = context.Request;
            lock (server.Seen)
            {
                server.Seen.Add((request.Method, request.Path, request.QueryString.Value ?? "", new HeaderDictionary(request.Headers.ToDictionary()), body));
            }

            await answer(context);
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
