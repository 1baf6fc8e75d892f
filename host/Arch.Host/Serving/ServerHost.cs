using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Arch.Host.Api;
using Arch.Host.Cli;
using Arch.Host.Projects;
using Arch.Host.Settings;
using Arch.Host.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace Arch.Host.Serving;

/// <summary>The web server of a host.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HostWork _work;

    private ServerHost(WebApplication app, HostWork work)
    {
        _app = app;
        _work = work;
    }

    /// <summary>Gets where it listens.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    public HostWork Work => _work;

    /// <summary>Starts all that a host does.</summary>
    /// <exception cref="UsageException">ARCH6100: it cannot listen; ARCH6101: the certificate cannot be used.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "Kestrel uses the certificate until the end")]
    public static async Task<ServerHost> StartAsync(Project project)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = project.Settings.ProjectFolder, EnvironmentName = project.Settings.Profile });
        // arch.yaml is the one settings file: what ASP.NET Core would read of its own accord counts for nothing.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        AddLogging(builder.Logging);
        var server = project.Settings.Server;
        var certificate = Certificate(server);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, server, certificate));
        builder.WebHost.UseUrls([.. server.Urls]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = server.Shutdown);
        ApiSetup.AddServices(builder.Services, project.Settings);
        var app = builder.Build();
        var work = await HostWork.OpenAsync(project, app.Services.GetRequiredService<ILoggerFactory>());
        ApiSetup.Use(app, work);
        HealthEndpoints.Map(app, work);
        if (work.Triggers is not null)
        {
            WebhookEndpoint.Map(app, work, work.Triggers);
        }

        if (work.Roles.HasFlag(HostRoles.Api))
        {
            ApiSetup.Map(app, work);
        }

        var host = new ServerHost(app, work);
        try
        {
            await work.StartAsync();
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await host.DisposeAsync();
            throw new UsageException(
                "ARCH6100", $"The host cannot listen on {string.Join(", ", server.Urls)}: {exception.Message} Set 'server.urls' or --urls to another.", exception);
        }

        return host;
    }

    /// <summary>Stops in good order: no more requests, then what is under way comes to a rest.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _work.FinishAsync(_work.Project.Settings.Server.Shutdown);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _work.DisposeAsync();
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        logging.AddConsole(console =>
        {
            // Standard output is for where it serves; everything else goes beside it.
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = LineFormatter.FormatterName;
        });
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    }

    private static void Configure(KestrelServerOptions kestrel, ServerSettings server, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = server.MaxBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 5_000;
        kestrel.ConfigureHttpsDefaults(https =>
        {
            if (certificate is not null)
            {
                https.ServerCertificate = certificate;
            }
        });
    }

    private static X509Certificate2? Certificate(ServerSettings server)
    {
        if (server.Certificate is not { } file)
        {
            return server.Urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
                ? throw new UsageException("ARCH6101", "'server.urls' has an https address, but there is no certificate. Set 'server.certificate' to a PEM or PFX file.")
                : null;
        }

        try
        {
            return Path.GetExtension(file) is ".pfx" or ".p12"
                ? X509CertificateLoader.LoadPkcs12FromFile(file, null)
                : X509Certificate2.CreateFromPemFile(file, server.Key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new UsageException("ARCH6101", $"The certificate '{file}' of 'server.certificate' cannot be used: {exception.Message}", exception);
        }
    }
}
