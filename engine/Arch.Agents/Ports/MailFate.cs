namespace Arch.Agents.Ports;

/// <summary>What becomes of a message after an attempt to handle it.</summary>
public enum MailFate
{
    /// <summary>It was handled, and leaves the mailbox.</summary>
    Done,

    /// <summary>It stays, and is handled again.</summary>
    Again,

    /// <summary>It is put aside with the dead letters.</summary>
    Dead,
}
