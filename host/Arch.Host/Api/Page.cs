namespace Arch.Host.Api;

/// <summary>Some of a long list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor of the next page; <see langword="null"/> when there is none.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Makes a page of one item more than fit, if there is one.</summary>
    public static Page<T> Of<TItem>(IReadOnlyList<TItem> items, int limit, Func<TItem, T> make, Func<TItem, string> cursor) => items.Count > limit
        ? new([.. items.Take(limit).Select(make)], cursor(items[limit - 1]))
        : new([.. items.Select(make)], null);
}
