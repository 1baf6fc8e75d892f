namespace Arch.Plugin.Mail.Sending;

/// <summary>How much a message matters to its sender.</summary>
internal enum MailImportance
{
    /// <summary>Can wait.</summary>
    Low,

    /// <summary>As most.</summary>
    Normal,

    /// <summary>Cannot wait.</summary>
    High,
}
