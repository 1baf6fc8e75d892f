using Arch.Sdk;

namespace Arch.Expressions.Language;

/// <summary>An expression or script failed while it ran. The run sees it as an error of kind
/// <c>expression</c>.</summary>
public sealed class ExpressionException : ArchException
{
    /// <summary>Creates a failure.</summary>
    /// <param name="code">The code, <c>ARCH2401</c> and up.</param>
    /// <param name="message">What happened; text from the script is cut to a bounded length.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ExpressionException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }
}
