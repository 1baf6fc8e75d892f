namespace Arch.Workflows.Diagnostics;

/// <summary>Collects what is found in a file and in the actions it uses.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _all = [];

    // What stands behind a YAML alias is looked at once for each use, but said once.
    private readonly HashSet<Diagnostic> _seen = [];

    public bool HasErrors { get; private set; }

    /// <summary>Reports an error.</summary>
    /// <param name="code">The code.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="message">What was seen and what was wanted.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="meant">What most likely was to stand at the place.</param>
    public void Error(string code, SourcePlace place, string message, string? remedy = null, string? meant = null) =>
        Fixable(code, DiagnosticSeverity.Error, place, message, remedy, FixOf(place, meant));

    /// <summary>Reports what another change than a replacement of its place puts right.</summary>
    public void Fixable(string code, DiagnosticSeverity severity, SourcePlace place, string message, string? remedy, TextFix? fix) =>
        Add(new(code, severity, place, Sentence(message), remedy) { Fix = fix });

    /// <summary>Reports a warning; see <see cref="Error"/>.</summary>
    public Diagnostic Warning(string code, SourcePlace place, string message, string? remedy = null, string? meant = null)
    {
        var warning = new Diagnostic(code, DiagnosticSeverity.Warning, place, Sentence(message), remedy)
        {
            Fix = FixOf(place, meant),
        };
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

    private static TextFix? FixOf(SourcePlace place, string? meant) => meant is null ? null : new(place, meant);

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
