namespace Arch.Plugin.Mail.Connecting;

/// <summary>How a connection is encrypted.</summary>
internal enum MailTls
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS; a server that does not offer it is a failure, never a reason to go on in the clear.</summary>
    Starttls,

    /// <summary>From its first byte.</summary>
    Implicit,
}
