using Arch.Workflows.Checking;

namespace Arch.Workflows.Compiling;

/// <summary>Where steps stand, as far as all steps of a list have it in common.</summary>
/// <param name="Scope">The scope that keeps their results.</param>
/// <param name="Names">The names in scope besides <c>steps</c>.</param>
internal sealed record Frame(ScopeBuilder Scope, NameScope Names)
{
    /// <summary>
    /// Gets the step that runs several ways at once around them; <see langword="null"/> when there is none.
    /// </summary>
    public string? Concurrent { get; init; }

    /// <summary>Gets whether a <c>finally</c> is around them, which must not return.</summary>
    public bool IsFinally { get; init; }

    /// <summary>Gets whether a <c>compensate</c> is around them, which must not return either.</summary>
    public bool IsCompensation { get; init; }
}
