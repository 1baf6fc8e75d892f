namespace Arch.Workflows.Diagnostics;

/// <summary>A change of a file that puts a diagnostic right.</summary>
/// <param name="Place">What is replaced; something is put in when its length is 0.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextFix(SourcePlace Place, string NewText);
