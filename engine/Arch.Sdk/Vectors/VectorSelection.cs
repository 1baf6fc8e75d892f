using System.Text.Json.Nodes;

namespace Arch.Sdk.Vectors;

/// <summary>Which records of a collection are meant. Exactly one of its members is set.</summary>
public sealed record VectorSelection
{
    /// <summary>Gets the keys; <see langword="null"/> when the filter says it.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>
    /// Gets the filter over metadata: each member names a field and gives the value it must equal, or an object of comparisons:
    /// <c>eq</c>, <c>ne</c>, <c>gt</c>, <c>gte</c>, <c>lt</c>, <c>lte</c>, <c>in</c>, <c>contains</c> (an array with the value),
    /// <c>exists</c>. All must hold. The empty object means all records.
    /// </summary>
    public JsonObject? Filter { get; init; }
}
