namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>A store that was restored.</summary>
/// <param name="File">The database of the store.</param>
/// <param name="Check">What checking the backup found.</param>
/// <param name="KeptAside">Where the database that was there before is now; <see langword="null"/> when there was none.</param>
public sealed record RestoreReport(string File, CheckReport Check, string? KeptAside);
