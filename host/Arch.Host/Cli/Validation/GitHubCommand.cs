using System.Globalization;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Validation;

/// <summary>Diagnostics as workflow commands of GitHub Actions: <c>::error file=…,line=…::message</c>.</summary>
internal static class GitHubCommand
{
    public static string Of(Diagnostic diagnostic)
    {
        var level = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var place = diagnostic.Place;
        var where = place.Line == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $",line={place.Line},col={place.Column},endColumn={place.Column + Math.Max(1, place.Length)}");
        var text = diagnostic.Remedy is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Remedy}";
        return $"::{level} file={Property(place.File)}{where},title={Property(diagnostic.Code)}::{Data(text)}";
    }

    // The runner reads a command a line; these characters would end a part of it.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
