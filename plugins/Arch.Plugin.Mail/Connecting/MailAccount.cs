using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Connecting;

/// <summary>Which server is spoken to, and as whom.</summary>
internal abstract record MailAccount
{
    [Description("The server's name; its certificate must be for it.")]
    [Example("mail.example.com")]
    [Connection]
    public required string Host { get; init; }

    [Description("The server's port; the usual one of the protocol and of 'tls' unless given.")]
    [Range(1, 65_535)]
    [Connection]
    public int? Port { get; init; }

    [Description("Certificates in PEM form. The server's must be one of these or issued by one; the system's own are not asked then.")]
    [Connection]
    public string? CaCertificate { get; init; }

    [Description("Who logs in. Nobody does unless this is given.")]
    [Example("robot@example.com")]
    [Connection]
    public string? User { get; init; }

    [Description("The password of 'user'.")]
    [Secret]
    [Connection]
    public string? Password { get; init; }

    [Description("An OAuth 2 access token of 'user' in place of a password (XOAUTH2).")]
    [Secret]
    [Connection]
    public string? AccessToken { get; init; }

    [Description("Whether a password or token may be sent although 'tls' is none.")]
    [Connection]
    public bool AllowClearLogin { get; init; }

    [Description("The most time for all of it: 1 second to 1 hour.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
