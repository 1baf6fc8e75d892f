namespace Arch.Host.Settings;

/// <summary>How <c>arch serve</c> serves.</summary>
internal sealed record ServerSettings
{
    /// <summary>Gets where it listens, as ASP.NET Core writes it.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Gets what it does.</summary>
    public required HostRoles Roles { get; init; }

    /// <summary>Gets the names by which clients may call it, besides those of this machine.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Gets the origins whose pages may call it from a browser.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Gets whether callers from other machines need not sign in.</summary>
    public required bool IsAnonymous { get; init; }

    /// <summary>Gets the certificate for https, a full path; <see langword="null"/> for none.</summary>
    public required string? Certificate { get; init; }

    /// <summary>Gets the private key of a PEM certificate, a full path; <see langword="null"/> when the certificate holds it.</summary>
    public required string? Key { get; init; }

    /// <summary>Gets how long what is under way may take to come to a rest at the end.</summary>
    public required TimeSpan Shutdown { get; init; }

    /// <summary>Gets how large the body of a request may be, in bytes.</summary>
    public required long MaxBody { get; init; }

    /// <summary>Gets how many requests are worked on at once, from 1.</summary>
    public required int MaxRequests { get; init; }

    /// <summary>Gets how long a request may wait for the end of a run.</summary>
    public required TimeSpan MaxWait { get; init; }
}
