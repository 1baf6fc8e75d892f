using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Arch.Sdk;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>Checked settings; two that are equal may share a connection.</summary>
internal sealed record Endpoint
{
    private Endpoint(string urls, NatsAuthOpts credentials, string? ca)
    {
        Urls = urls;
        Credentials = credentials;
        Ca = ca;
    }

    public string Urls { get; }

    public NatsAuthOpts Credentials { get; }

    public string? Ca { get; }

    /// <exception cref="StepException">nats_input. The message shows nothing of a secret.</exception>
    public static Endpoint Of(NatsSettings settings)
    {
        var urls = settings.Url.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (urls.Length == 0)
        {
            throw NatsFailures.Input("The url is empty.");
        }

        if (settings.TlsCa is not null && Authorities(settings.TlsCa).Count == 0)
        {
            throw NatsFailures.Input("The tls_ca holds no certificate in PEM form.");
        }

        return new Endpoint(string.Join(',', urls.Select(Check)), UserCredentials.Of(settings), settings.TlsCa);
    }

    public static X509Certificate2Collection Authorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw NatsFailures.Input($"The tls_ca cannot be read: {e.Message}", e);
        }

        return authorities;
    }

    // Not the generated form, which would show the credentials.
    public override string ToString() => Urls;

    private static string Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("nats" or "tls") || address.Host.Length == 0)
        {
            throw NatsFailures.Input("The url must be an address such as 'nats://host:4222' or 'tls://host:4222', or several parted by commas.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw NatsFailures.Input("The url holds a user name, password or token. Give them as 'user', 'password' and 'token'.");
        }

        return $"{address.Scheme}://{address.Host}:{(address.Port > 0 ? address.Port : 4222)}";
    }
}
