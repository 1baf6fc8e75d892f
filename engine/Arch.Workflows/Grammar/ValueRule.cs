namespace Arch.Workflows.Grammar;

/// <summary>
/// What may stand as a value. Checking, "did you mean" and the JSON Schema all derive from these declarations, so that
/// they cannot differ.
/// </summary>
internal abstract record ValueRule
{
    /// <summary>Gets the value in words, with its article, for "must be …".</summary>
    public abstract string Form { get; }
}
