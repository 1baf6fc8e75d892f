namespace Arch.Host.Cli.Validation;

/// <summary>How diagnostics are said.</summary>
internal enum ReportFormat
{
    /// <summary>A line each, for people and editors.</summary>
    Text,

    /// <summary>One JSON object, for programs.</summary>
    Json,

    /// <summary>SARIF 2.1.0 (OASIS), for code scanning.</summary>
    Sarif,

    /// <summary>Workflow commands of GitHub Actions, which annotate a pull request.</summary>
    GitHub,
}
