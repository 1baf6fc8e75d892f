using Arch.Sdk;

namespace Arch.Engine.Ports;

/// <summary>The store cannot do its work. What was committed before is safe.</summary>
public sealed class JournalStoreException : ArchException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="code">The code, ARCH5001 and up.</param>
    /// <param name="message">What happened, to which file, and the remedy.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public JournalStoreException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }
}
