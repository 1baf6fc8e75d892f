namespace Arch.Workflows.Documentation;

/// <summary>A page of the reference.</summary>
/// <param name="Path">Its path, parts separated by <c>/</c>, such as <c>steps/wait.md</c>.</param>
/// <param name="Text">The page as Markdown.</param>
public sealed record ReferencePage(string Path, string Text);
