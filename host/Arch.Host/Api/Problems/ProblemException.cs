using Arch.Sdk;

namespace Arch.Host.Api.Problems;

/// <summary>A request that cannot be done; becomes a problem of RFC 9457.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The code, which has a page.</param>
/// <param name="message">What was seen, what was wanted, and the remedy.</param>
internal sealed class ProblemException(int status, string code, string message) : ArchException(code, message)
{
    public int Status { get; } = status;

    /// <summary>Gets everything that is wrong, when it is more than one thing.</summary>
    public IReadOnlyList<ProblemItem> Errors { get; init; } = [];
}
