namespace Arch.Plugin.Data.Zip;

/// <summary>A file to pack, and its name in the archive.</summary>
internal sealed record ZipSource(string FullPath, string Entry);
