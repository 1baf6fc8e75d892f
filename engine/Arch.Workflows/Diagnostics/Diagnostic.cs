namespace Arch.Workflows.Diagnostics;

/// <summary>Something wrong in a file, found before anything runs.</summary>
/// <param name="Code">The code, such as <c>ARCH1002</c>; it has a page in the documentation.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What was seen and what was wanted.</param>
/// <param name="Remedy">What to do about it, or <see langword="null"/> when the message says it all.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    SourcePlace Place,
    string Message,
    string? Remedy = null)
{
    /// <summary>Gets the change that puts it right.</summary>
    /// <value><see langword="null"/> when there is none that is likely to be meant.</value>
    public TextFix? Fix { get; init; }

    /// <summary>Gives <c>file:line:column CODE message. remedy</c>.</summary>
    /// <returns>The line that people and editors read.</returns>
    public override string ToString()
    {
        var severity = Severity == DiagnosticSeverity.Warning ? "warning: " : "";
        var remedy = Remedy is null ? "" : " " + Remedy;
        return $"{Place} {Code} {severity}{Message}{remedy}";
    }
}
