namespace Arch.Storage.Sqlite.Purging;

/// <summary>A run to remove.</summary>
/// <param name="RunId">The run.</param>
/// <param name="NextSequence">The number of records it has, and one more.</param>
internal readonly record struct PurgedRun(string RunId, long NextSequence);
