using Arch.Plugins.Network;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Granting;

/// <summary>The services of a host as one plugin is granted them. What is not used is not made.</summary>
public sealed class PluginServices : IDisposable
{
    private readonly Lazy<HttpClient> _http;

    /// <summary>Creates the services.</summary>
    /// <param name="files">The files.</param>
    /// <param name="network">The network; HTTP goes through it as well.</param>
    /// <param name="processes">The programs.</param>
    /// <param name="vectors">The vector store.</param>
    public PluginServices(IFileAccess files, INetworkAccess network, IProcessAccess processes, IVectorAccess vectors)
    {
        Files = files;
        Network = network;
        Processes = processes;
        Vectors = vectors;
        _http = new(() => StepHttpClient.Create(network));
    }

    /// <summary>Gets the files that may be touched.</summary>
    public IFileAccess Files { get; }

    /// <summary>Gets the way to the network.</summary>
    public INetworkAccess Network { get; }

    /// <summary>Gets what starts programs.</summary>
    public IProcessAccess Processes { get; }

    /// <summary>Gets the vector store.</summary>
    public IVectorAccess Vectors { get; }

    /// <summary>Gets the HTTP client.</summary>
    public HttpClient Http => _http.Value;

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }
}
