namespace Arch.Servers;

/// <summary>How a private nats-server is set up.</summary>
public sealed record NatsServerOptions
{
    /// <summary>Gets whether JetStream is on, with its data in the server's temporary folder.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool JetStream { get; init; } = true;

    /// <summary>Gets the token that clients must give.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the name that clients must give, with <see cref="Password"/>.</summary>
    public string? User { get; init; }

    /// <summary>Gets the password that belongs to <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Gets the public NKey (<c>U…</c>) whose owner alone is let in.</summary>
    public string? NKey { get; init; }

    /// <summary>Gets whether clients must use TLS, with a certificate that the fixture makes.</summary>
    public bool Tls { get; init; }
}
