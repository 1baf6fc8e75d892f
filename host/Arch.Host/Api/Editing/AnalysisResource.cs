using Arch.Host.Api.Workflows;
using Arch.Workflows.Editing;

namespace Arch.Host.Api.Editing;

/// <summary>What there is to say about a text.</summary>
/// <param name="Workflow">The name of the workflow in it.</param>
/// <param name="Diagnostics">What is wrong.</param>
/// <param name="Outline">Its documents, with their steps.</param>
internal sealed record AnalysisResource(string? Workflow, IReadOnlyList<DiagnosticResource> Diagnostics, IReadOnlyList<OutlineEntry> Outline);
