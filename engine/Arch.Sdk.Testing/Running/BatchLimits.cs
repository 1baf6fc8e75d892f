using System.Text;
using Arch.Sdk.Triggers;

namespace Arch.Sdk.Testing.Running;

/// <summary>What hosts take of a look for news.</summary>
internal static class BatchLimits
{
    private const int KeyCharacters = 512;
    private const int CursorBytes = 64 * 1024;

    public static void Check<TItem>(TriggerBatch<TItem> batch)
        where TItem : class
    {
        if (batch.Items.FirstOrDefault(item => item.Key.Length is 0 or > KeyCharacters) is { } item)
        {
            throw new InvalidOperationException($"The key of an item has {item.Key.Length} characters; a host takes 1 to {KeyCharacters}.");
        }

        if (batch.Items.GroupBy(item => item.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two items have the key '{twice.Key}': only one of them would start a run.");
        }

        if (batch.Cursor is { } cursor && Encoding.UTF8.GetByteCount(cursor) is var bytes and > CursorBytes)
        {
            throw new InvalidOperationException($"The cursor has {bytes} bytes; a host takes {CursorBytes}.");
        }
    }
}
