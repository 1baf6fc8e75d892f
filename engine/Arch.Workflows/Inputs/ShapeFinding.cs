namespace Arch.Workflows.Inputs;

/// <summary>A part of a value that does not fit its type.</summary>
/// <param name="Path">Where in the value, such as <c>lines[0].qty</c>; empty for the value itself.</param>
/// <param name="Message">
/// What was seen and what was wanted, such as <c>must be an integer, but is "a" (a string)</c>.
/// </param>
public sealed record ShapeFinding(string Path, string Message)
{
    /// <summary>Gives a sentence about a named value.</summary>
    /// <param name="name">What the value is called, such as <c>input 'order'</c>.</param>
    /// <returns>The sentence.</returns>
    public string Describe(string name) => Path.Length == 0 ? $"{name} {Message}." : $"{name}: '{Path}' {Message}.";
}
