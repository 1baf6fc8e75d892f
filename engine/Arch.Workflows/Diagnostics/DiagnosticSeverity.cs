namespace Arch.Workflows.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The workflow can run, but something deserves a look.</summary>
    Warning,

    /// <summary>The workflow cannot run.</summary>
    Error,
}
