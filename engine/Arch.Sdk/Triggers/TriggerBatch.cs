namespace Arch.Sdk.Triggers;

/// <summary>What a look for news found.</summary>
/// <typeparam name="TItem">The record of an item.</typeparam>
public sealed record TriggerBatch<TItem>
    where TItem : class
{
    /// <summary>Gets the new items, oldest first; each starts a run.</summary>
    public IReadOnlyList<TriggerItem<TItem>> Items { get; init; } = [];

    /// <summary>Gets the cursor behind the last item, at most 64 KiB; the next look gets it.</summary>
    /// <value><see langword="null"/> keeps the cursor as it was.</value>
    public string? Cursor { get; init; }

    /// <summary>Gets whether more is there already, so that the next look need not wait.</summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool HasMore { get; init; }
}
