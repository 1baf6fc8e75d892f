namespace Arch.Plugin.Redis.Connecting;

/// <summary>How a connection to a server is protected.</summary>
internal enum TlsMode
{
    /// <summary>TLS, with a certificate that is trusted and names the host.</summary>
    Verify,

    /// <summary>TLS, with whatever certificate the server shows.</summary>
    Unverified,

    /// <summary>No TLS.</summary>
    Off,
}
