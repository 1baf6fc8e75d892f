namespace Arch.Agents.Ports;

/// <summary>What became of a message that was sent.</summary>
public enum MailResult
{
    /// <summary>It waits in the mailbox.</summary>
    Accepted,

    /// <summary>The agent has it, or had it, already.</summary>
    Duplicate,

    /// <summary>There is no such agent.</summary>
    Unknown,

    /// <summary>As many messages as may wait do so already.</summary>
    Full,

    /// <summary>Its data is larger than the agent takes.</summary>
    TooLarge,
}
