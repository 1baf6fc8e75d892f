using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Editing;

/// <summary>A change that puts a diagnostic right.</summary>
/// <param name="Title">What it does, for people.</param>
/// <param name="Diagnostic">What it puts right.</param>
/// <param name="Change">The change.</param>
public sealed record CodeFix(string Title, Diagnostic Diagnostic, TextChange Change);
