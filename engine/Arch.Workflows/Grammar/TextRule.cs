namespace Arch.Workflows.Grammar;

/// <summary>Text.</summary>
internal sealed record TextRule : ValueRule
{
    /// <summary>Gets what the text must match as a whole; <see langword="null"/> when it may be anything.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets the text in words.</summary>
    public string Words { get; init; } = "text";

    /// <summary>Gets whether <c>${{ }}</c> may stand in it.</summary>
    public bool AllowsExpressions { get; init; }

    /// <summary>
    /// Gets whether it is a program, in which <c>${{ }}</c> is an injection and has a diagnostic of its own.
    /// </summary>
    public bool IsCode { get; init; }

    /// <summary>Gets an example for editors.</summary>
    public string? Example { get; init; }

    /// <summary>Gets what somebody may have meant by a text that does not match; offered only if it matches.</summary>
    public Func<string, string>? Meant { get; init; }

    public override string Form => Words;
}
