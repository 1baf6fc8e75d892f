using Arch.Expressions.Templates;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>How one execution of a mocked step ends.</summary>
public sealed record MockResult
{
    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the outputs, an object; expressions in it see <c>inputs</c> and <c>attempt</c>.</summary>
    /// <value><see langword="null"/> when it fails.</value>
    public Template? Outputs { get; init; }

    /// <summary>Gets the failure; <see langword="null"/> when it succeeds.</summary>
    public MockFailure? Fail { get; init; }

    /// <summary>Gets how long it takes, in simulated time.</summary>
    public TimeSpan Delay { get; init; }
}
