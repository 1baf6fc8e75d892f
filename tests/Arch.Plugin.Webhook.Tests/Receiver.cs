using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arch.Plugin.Webhook.Tests;

/// <summary>A real receiver on a free loopback port, which verifies HMAC signatures on its own.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public List<(string Id, long Timestamp, string Signatures, string? MediaType, IHeaderDictionary Headers, byte[] Body)> Seen { get; } = [];

    public string Url => _app.Urls.First() + "/hooks";

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers;
            lock (receiver.Seen)
            {
                receiver.Seen.Add((
                    headers["webhook-id"]!,
                    long.Parse(headers["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture),
                    headers["webhook-signature"]!,
                    context.Request.ContentType,
                    new HeaderDictionary(headers.ToDictionary()),
                    body.ToArray()));
            }

            await answer(context);
        });
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Computes the signature of a request as the specification says, apart from the code under test.</summary>
    public string Sign(int index, string secret)
    {
        var seen = Seen[index];
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var prefix = Encoding.ASCII.GetBytes(seen.Id + "." + seen.Timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".");
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(prefix.Concat(seen.Body).ToArray()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
