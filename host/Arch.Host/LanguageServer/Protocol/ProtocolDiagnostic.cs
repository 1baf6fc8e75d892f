using Arch.Workflows.Diagnostics;
using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>Something wrong, as the protocol tells it.</summary>
/// <param name="Range">Where.</param>
/// <param name="Severity">1 for an error, 2 for a warning.</param>
/// <param name="Code">The code.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Message">What, with the remedy.</param>
internal sealed record ProtocolDiagnostic(TextRange Range, int Severity, string Code, string Source, string Message)
{
    public static ProtocolDiagnostic Of(Diagnostic diagnostic) => new(
        TextRange.Of(diagnostic.Place),
        diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 2,
        diagnostic.Code,
        "arch",
        diagnostic.Remedy is { } remedy ? $"{diagnostic.Message} {remedy}" : diagnostic.Message);
}

/// <summary>Everything that is wrong with a file.</summary>
internal sealed record PublishDiagnosticsParams(Uri Uri, int? Version, IReadOnlyList<ProtocolDiagnostic> Diagnostics);
