namespace Arch.Workflows.Documentation;

/// <summary>Text within Markdown.</summary>
internal static class Markdown
{
    /// <summary>Gives text for a cell of a table.</summary>
    public static string Cell(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Gives text in the type of code for a cell.</summary>
    public static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? $"`` {Cell(text)} ``" : $"`{Cell(text)}`";
}
