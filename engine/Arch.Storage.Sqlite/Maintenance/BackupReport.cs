namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>A backup that was made.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Check">What checking it found.</param>
public sealed record BackupReport(string File, long Bytes, CheckReport Check);
