namespace Arch.Storage.Sqlite.Vectors;

/// <summary>Where vectors are kept and how much memory their searches take.</summary>
public sealed record SqliteVectorOptions
{
    /// <summary>Gets the folder of the file <c>vectors.db</c>, made when it is missing.</summary>
    /// <value>A folder on a local disk; <see langword="null"/> to keep all in memory, gone when the store is disposed.</value>
    public string? Folder { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The system's unless set.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets how long to wait while another program locks the file, before giving up with ARCH5007.</summary>
    /// <value>Zero to 24 days; 1 minute unless set.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets how many bytes of vectors are held in memory. The collections used least recently make room; one that is larger by
    /// itself is read from the file at each search, which is several times slower.
    /// </summary>
    /// <value>A quarter of the memory that this process may use, unless set.</value>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Gets how long after its last search a collection's memory is given back.</summary>
    /// <value>5 minutes unless set.</value>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets how many threads compare vectors for one search.</summary>
    /// <value>One for each processor, at most 8, unless set.</value>
    public int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 8);
}
