using System.Net;

namespace Arch.Host.Tests.Support;

/// <summary>An HTTP server on a free loopback port that gives files or sends on.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    private FileServer(HttpListener listener, string address, Func<string, (HttpStatusCode Status, byte[] Body, string? Location)> answer)
    {
        _listener = listener;
        Address = address;
        _serving = ServeAsync(answer);
    }

    public string Address { get; }

    public static FileServer Start(Func<string, (HttpStatusCode Status, byte[] Body, string? Location)> answer)
    {
        // A port may be taken between finding and using it, so the next is tried.
        for (var port = 40_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return new FileServer(listener, $"http://127.0.0.1:{port}", answer);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync(Func<string, (HttpStatusCode Status, byte[] Body, string? Location)> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (status, body, location) = answer(context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = (int)status;
                if (location is not null)
                {
                    context.Response.Headers["Location"] = location;
                }

                context.Response.ContentLength64 = body.Length;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return; // stopped
            }
        }
    }
}
