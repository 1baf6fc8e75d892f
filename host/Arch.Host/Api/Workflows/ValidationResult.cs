namespace Arch.Host.Api.Workflows;

/// <summary>What is wrong with a text.</summary>
/// <param name="IsValid">Whether there is no error.</param>
/// <param name="Workflow">The name of the workflow in it.</param>
/// <param name="Diagnostics">Everything there is to say.</param>
internal sealed record ValidationResult(bool IsValid, string? Workflow, IReadOnlyList<DiagnosticResource> Diagnostics);
