using Arch.Workflows.Diagnostics;

namespace Arch.Testing.Coverage;

/// <summary>A step that may run, or a way that a run may take.</summary>
/// <param name="Id">What it is found by in its definition.</param>
/// <param name="Step">The step, as a key names it; empty for the workflow itself.</param>
/// <param name="Branch">The way, such as <c>else</c>; <see langword="null"/> for the step itself.</param>
/// <param name="Place">Where it stands.</param>
public sealed record CoveragePoint(string Id, string Step, string? Branch, SourcePlace Place);
