using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Editing;

/// <summary>Makes changes of what diagnostics propose.</summary>
internal static class CodeFixes
{
    public static IReadOnlyList<CodeFix> Find(FileAnalysis file, TextRange range) =>
    [
        .. file.Diagnostics
            .Where(diagnostic => diagnostic.Fix is not null && diagnostic.Place.File == file.Source.File
                && Touches(TextRange.Of(diagnostic.Place), range))
            .Select(diagnostic => Make(diagnostic, diagnostic.Fix!)),
    ];

    private static CodeFix Make(Diagnostic diagnostic, TextFix fix) => new(
        fix.Place.Length == 0 ? $"Insert '{fix.NewText}'" : $"Change to '{fix.NewText}'",
        diagnostic,
        new(TextRange.Of(fix.Place), fix.NewText));

    private static bool Touches(TextRange one, TextRange other) =>
        !IsBefore(one.End, other.Start) && !IsBefore(other.End, one.Start);

    private static bool IsBefore(TextPosition one, TextPosition other) =>
        one.Line < other.Line || (one.Line == other.Line && one.Character < other.Character);
}
