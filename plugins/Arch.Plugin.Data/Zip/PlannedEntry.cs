using System.IO.Compression;

namespace Arch.Plugin.Data.Zip;

/// <summary>A file of an archive and the path it goes to, as a workflow would write it.</summary>
internal sealed record PlannedEntry(ZipArchiveEntry Entry, string Path);
