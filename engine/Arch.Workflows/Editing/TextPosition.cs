namespace Arch.Workflows.Editing;

/// <summary>A position in a text, as the Language Server Protocol counts (LSP 3.17, section Position).</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Character">The column in UTF-16 units, from 0.</param>
public readonly record struct TextPosition(int Line, int Character);
