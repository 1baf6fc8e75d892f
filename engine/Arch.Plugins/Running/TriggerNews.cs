namespace Arch.Plugins.Running;

/// <summary>What a look for news found.</summary>
/// <param name="Items">The new items, oldest first.</param>
/// <param name="Cursor">The cursor for the next look; <see langword="null"/> keeps the last one.</param>
/// <param name="HasMore">Whether more is there already.</param>
public sealed record TriggerNews(IReadOnlyList<NewsItem> Items, string? Cursor, bool HasMore);
