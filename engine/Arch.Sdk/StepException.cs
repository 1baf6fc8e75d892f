using System.Text.Json.Nodes;

namespace Arch.Sdk;

/// <summary>An attempt of a step failed. Workflows see it as <c>error</c> in <c>retry.when</c> and <c>catch</c>.</summary>
/// <remarks>Any other exception that leaves a step counts as a failure that is not retryable.</remarks>
public class StepException : ArchException
{
    /// <summary>Creates a failure.</summary>
    /// <param name="code">
    /// A code that workflows compare, in the plugin's own words (<c>card_declined</c>) or an Arch code.
    /// </param>
    /// <param name="message">What happened, to which thing, the value seen and the value wanted.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public StepException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }

    /// <summary>Gets whether another attempt may succeed, for example after a time-out or an overload.</summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool Retryable { get; init; }

    /// <summary>Gets the least wait before the next attempt that the other side asked for.</summary>
    /// <value><see langword="null"/> when it asked for none.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a numeric status of the protocol, such as an HTTP status code; workflows see <c>error.status</c>.</summary>
    /// <value><see langword="null"/> where the protocol has none.</value>
    public int? Status { get; init; }

    /// <summary>Gets more data about the failure; workflows see <c>error.details</c>. Never put a secret here.</summary>
    /// <value><see langword="null"/> when there is no more.</value>
    public JsonObject? Details { get; init; }
}
