using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>The items that the iterations of a <c>for</c> get.</summary>
internal static class Iterations
{
    public static int Count(ForNode loop, Value items)
    {
        var count = items.TryGetArray(out var array) ? array.Count : 0;
        var batch = loop.Batch ?? 1;
        return (count + batch - 1) / batch;
    }

    public static Value Item(ForNode loop, Value items, int iteration)
    {
        if (loop.Batch is not { } batch)
        {
            return items[iteration];
        }

        var first = iteration * batch;
        var count = items.TryGetArray(out var array) ? Math.Min(batch, array.Count - first) : 0;
        var part = new Value[Math.Max(0, count)];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = items[first + i];
        }

        return Value.From(ValueArray.Of(part));
    }
}
