namespace Arch.Host.Scaffolding;

/// <summary>A file to make.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Text">What it holds.</param>
internal sealed record NewFile(string Path, string Text);
