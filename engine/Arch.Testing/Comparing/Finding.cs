using Arch.Workflows.Diagnostics;

namespace Arch.Testing.Comparing;

/// <summary>Something that is not as a case expects it.</summary>
/// <param name="Place">Where the expectation stands.</param>
/// <param name="What">What it is about, such as <c>outputs.total</c> or <c>steps.ask.status</c>.</param>
/// <param name="Code">The code, when it is more than a difference; otherwise <see langword="null"/>.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
public sealed record Finding(SourcePlace Place, string What, string? Code, string Message)
{
    /// <summary>Gets what was expected, as JSON; <see langword="null"/> when the message says it all.</summary>
    public string? Expected { get; init; }

    /// <summary>Gets what came out, as JSON; <see langword="null"/> when the message says it all.</summary>
    public string? Actual { get; init; }

    /// <summary>Gets more about it, a line each, such as the values in an assertion.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Gets what to do about it; <see langword="null"/> when the message says it all.</summary>
    public string? Remedy { get; init; }

    /// <summary>Gets where in a workflow it comes from; <see langword="null"/> when it is no single place.</summary>
    public SourcePlace? Origin { get; init; }

    /// <summary>Gives <c>file:line:column CODE message remedy</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString() =>
        $"{Place} {(Code is null ? "" : Code + " ")}{Message}{(Remedy is null ? "" : " " + Remedy)}";
}
