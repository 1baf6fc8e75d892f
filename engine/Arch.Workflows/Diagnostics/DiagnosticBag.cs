namespace Arch.Workflows.Diagnostics;

/// <summary>Collects what is found in a file and in the actions it uses.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _all = [];

    // What stands behind a YAML alias is looked at once for each use, but said once.
    private readonly HashSet<Diagnostic> _seen = [];

    public bool HasErrors { get; private set; }

    public void Error(string code, SourcePlace place, string message, string? remedy = null) =>
        Add(new(code, DiagnosticSeverity.Error, place, Sentence(message), remedy));

    public Diagnostic Warning(string code, SourcePlace place, string message, string? remedy = null)
    {
        var warning = new Diagnostic(code, DiagnosticSeverity.Warning, place, Sentence(message), remedy);
        Add(warning);
        return warning;
    }

    public void Add(Diagnostic diagnostic)
    {
        if (_seen.Add(diagnostic))
        {
            _all.Add(diagnostic);
            HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        }
    }

    // Messages are put together of parts such as "step 'x'", which begin in lower case.
    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..];

    /// <summary>Gives everything, file by file in the order in which they were first met, each by place.</summary>
    public IReadOnlyList<Diagnostic> InOrder(string firstFile) =>
        [.. _all
            .OrderBy(
                diagnostic => diagnostic.Place.File == firstFile ? "" : diagnostic.Place.File,
                StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Place.Line)
            .ThenBy(diagnostic => diagnostic.Place.Column)
            .ThenBy(diagnostic => diagnostic.Code, StringComparer.Ordinal)];
}
