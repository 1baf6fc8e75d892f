using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Sessions;

/// <summary>Which database, for every step of the plugin.</summary>
internal abstract record DatabaseInput
{
    [Description("The kind of database.")]
    [Connection]
    [Example("postgres")]
    public required SqlEngine Engine { get; init; }

    [Description("SQLite: the file of the database. It must lie in a folder that the host opens; ':memory:' is refused.")]
    [Connection]
    [Example("data/orders.db")]
    public string? File { get; init; }

    [Description("PostgreSQL: the server's name or address.")]
    [Connection]
    [Example("db.example.com")]
    public string? Host { get; init; }

    [Description("PostgreSQL: the server's port.")]
    [Connection]
    [Range(1, 65_535)]
    public int Port { get; init; } = 5432;

    [Description("PostgreSQL: the name of the database; that of the user unless given.")]
    [Connection]
    [Example("shop")]
    public string? Database { get; init; }

    [Description("PostgreSQL: the user to log in as.")]
    [Connection]
    [Example("reporting")]
    public string? User { get; init; }

    [Description("PostgreSQL: the user's password.")]
    [Connection(Needs = "host")]
    [Secret]
    public string? Password { get; init; }

    [Description("PostgreSQL: 'verify' wants TLS and a trusted certificate for the host, 'unverified' TLS with any certificate, 'off' no TLS.")]
    [Connection]
    public TlsMode Tls { get; init; } = TlsMode.Verify;

    [Description("The most time for all of it. What runs on the server by then is ended.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
