namespace Arch.Sdk.Network;

/// <summary>The codes of failures of the network itself, which workflows compare; all of them are retryable.</summary>
public static class NetworkFailure
{
    /// <summary>The name of the host has no address at present.</summary>
    public const string UnknownHost = "network_unknown_host";

    /// <summary>No connection came about: refused, unreachable or timed out.</summary>
    public const string Unreachable = "network_unreachable";
}
