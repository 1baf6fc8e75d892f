using Arch.Plugins.Packages;

namespace Arch.Host.Packages;

/// <summary>A zip that a server gives.</summary>
internal sealed class HttpSource(Uri address) : IPackageSource
{
    private const int MostRedirects = 5;

    // User and query may be secrets.
    public string Name => Shown(address);

    public static bool IsAllowed(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Gives an address without user, query and fragment.</summary>
    public static string Shown(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? Shown(address) : text;

    public async Task<StagedPlugin> FetchAsync(string folder, PackageLimits limits, CancellationToken cancellationToken)
    {
        // Outside of the folder for the files, but deleted with it.
        var path = folder + ".zip";
        await using var zip = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose);
        try
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) };
            using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(10) };
            using var response = await FollowAsync(client, cancellationToken);
            await ReadAsync(response, zip, limits, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Failure(address, e.Message.TrimEnd('.'), e);
        }

        zip.Position = 0;
        await PackageExtraction.ExtractAsync(zip, folder, limits, entry => entry, cancellationToken);
        return StagedPlugin.Find(folder);
    }

    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private async Task<HttpResponseMessage> FollowAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var next = address;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var response = await client.GetAsync(next, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            var (status, location) = (response.StatusCode, response.Headers.Location);
            response.Dispose();
            if ((int)status is not (301 or 302 or 303 or 307 or 308) || location is null)
            {
                throw Failure(next, $"the server answered {(int)status}", null);
            }

            var target = new Uri(next, location);
            next = target.Scheme == address.Scheme && IsAllowed(target)
                ? target
                : throw Failure(next, $"the server sends on to '{Shown(target)}', which is not {address.Scheme}", null);
        }

        throw Failure(address, $"the server sends on more than {MostRedirects} times", null);
    }

    private static async Task ReadAsync(HttpResponseMessage response, FileStream zip, PackageLimits limits, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[81_920];
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (zip.Length + read > limits.PackedBytes)
            {
                throw new PluginPackageException("ARCH4403", $"The package has more than {limits.PackedBytes} bytes, which is the most that is taken.");
            }

            await zip.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static PluginPackageException Failure(Uri from, string reason, Exception? cause) =>
        new("ARCH4407", $"The plugin cannot be fetched from '{Shown(from)}': {reason}.", cause);
}
