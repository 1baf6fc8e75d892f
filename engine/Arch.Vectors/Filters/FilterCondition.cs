using System.Text.Json;

namespace Arch.Vectors.Filters;

/// <summary>One comparison of a filter.</summary>
/// <param name="Field">The name of the field: a member of the metadata itself, not of objects inside of it.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">With what: texts, numbers, booleans or null; one value save for <see cref="FilterOperator.In"/>.</param>
public sealed record FilterCondition(string Field, FilterOperator Operator, IReadOnlyList<JsonElement> Values);
