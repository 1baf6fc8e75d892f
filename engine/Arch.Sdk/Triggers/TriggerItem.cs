namespace Arch.Sdk.Triggers;

/// <summary>Something new, which starts a run.</summary>
/// <typeparam name="TItem">The record of an item.</typeparam>
public sealed record TriggerItem<TItem>
    where TItem : class
{
    /// <summary>Gets what names the item for ever, so that it starts one run even when it is found twice; at most 512 characters.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the data that the run sees as <c>trigger.item</c>.</summary>
    public required TItem Item { get; init; }
}
