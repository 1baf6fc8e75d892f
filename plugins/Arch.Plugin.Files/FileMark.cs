namespace Arch.Plugin.Files;

/// <summary>What is kept of a file between two looks.</summary>
/// <param name="Known">The version that was told, or was there at the first look; <see langword="null"/>: none as yet.</param>
/// <param name="Pending">A newer version that has not settled yet.</param>
/// <param name="Since">When the newer version was first seen, in milliseconds of Unix time.</param>
internal sealed record FileMark(string? Known, string? Pending = null, long Since = 0);
