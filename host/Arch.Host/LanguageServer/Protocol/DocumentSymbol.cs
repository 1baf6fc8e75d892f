using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>A step in the outline.</summary>
internal sealed record DocumentSymbol(
    string Name,
    string Detail,
    int Kind,
    TextRange Range,
    TextRange SelectionRange,
    IReadOnlyList<DocumentSymbol> Children)
{
    // Numbers of LSP 3.17, SymbolKind.
    private const int Module = 2;
    private const int Method = 6;

    public static DocumentSymbol Of(OutlineEntry entry) => Of(entry, Module);

    private static DocumentSymbol Of(OutlineEntry entry, int kind) => new(
        entry.Name,
        entry.Detail,
        kind,
        entry.Range,
        entry.NameRange,
        [.. entry.Children.Select(child => Of(child, Method))]);
}
