using System.Net;
using System.Text;

namespace Arch.Host.Tests.Support;

/// <summary>An HTTP service on a free loopback port that answers with given statuses, the last one for ever.</summary>
internal sealed class RateService : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    private RateService(HttpListener listener, string address, int[] statuses)
    {
        _listener = listener;
        Address = address;
        _serving = ServeAsync(statuses);
    }

    public string Address { get; }

    public List<string> Requests { get; } = [];

    public static RateService Start(params int[] statuses)
    {
        // A port may be taken between finding and using it, so the next is tried.
        for (var port = 20_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return new RateService(listener, $"http://127.0.0.1:{port}", statuses);
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

    private async Task ServeAsync(int[] statuses)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.StatusCode = statuses[Math.Min(Requests.Count, statuses.Length - 1)];
                Requests.Add(context.Request.Url!.PathAndQuery);
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""{"rate":0.92}"""));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return; // stopped
            }
        }
    }
}
