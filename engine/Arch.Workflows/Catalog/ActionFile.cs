namespace Arch.Workflows.Catalog;

/// <summary>What came of looking for the file of an action.</summary>
/// <param name="Source">The text; <see langword="null"/> when there is none to be had.</param>
/// <param name="Refusal">Why a file may not or cannot be read, behind its name; <see langword="null"/> otherwise.</param>
public sealed record ActionFile(SourceText? Source, string? Refusal = null)
{
    /// <summary>Gets that there is no such file.</summary>
    public static ActionFile Missing { get; } = new(null, null);

    /// <summary>Gives that a file may not or cannot be read.</summary>
    /// <param name="reason">Why, behind the file's name, such as "lies outside of the project's folder".</param>
    /// <returns>The result.</returns>
    public static ActionFile Refused(string reason) => new(null, reason);
}
