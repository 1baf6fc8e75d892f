namespace Arch.Plugins.Running;

/// <summary>Something new, which starts a run.</summary>
/// <param name="Key">What names it for ever.</param>
/// <param name="ItemUtf8">The data, a JSON object in UTF-8.</param>
public sealed record NewsItem(string Key, ReadOnlyMemory<byte> ItemUtf8);
