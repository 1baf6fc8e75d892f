namespace Arch.Sdk;

/// <summary>The base of every failure that Arch raises on purpose. Its code is for ever and has a page in the documentation.</summary>
public class ArchException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="code">The code, such as <c>ARCH4001</c>; the first digit is the area.</param>
    /// <param name="message">What happened, to which thing, the value seen, the value wanted and the remedy.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ArchException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>Gets the code, such as <c>ARCH4001</c>.</summary>
    public string Code { get; }
}
