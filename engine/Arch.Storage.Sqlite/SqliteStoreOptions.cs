namespace Arch.Storage.Sqlite;

/// <summary>Where a store keeps its files and how patient it is.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>Gets the folder of the store, made when it is missing.</summary>
    /// <value>
    /// A folder on a local disk: ownership of runs is told by file locks, which network file systems may not keep. Any number of
    /// processes of one machine may open the same folder.
    /// </value>
    public required string Folder { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The system's unless set.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets how long to wait while another program locks the file, before giving up with ARCH5007.</summary>
    /// <value>Zero to 24 days; 1 minute unless set.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
