using Arch.Expressions.Values;

namespace Arch.Engine.Ports;

/// <summary>Outputs that are kept for later runs.</summary>
/// <param name="Key">What they are kept under.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record CacheEntry(string Key, Value Outputs, DateTimeOffset ExpiresAt);
