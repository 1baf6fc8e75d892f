using System.Text.Json;

namespace Arch.Plugin.Sql.Rows;

/// <summary>What a query gave.</summary>
/// <param name="Rows">An array with an object a row.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Count">How many rows are given.</param>
/// <param name="IsTruncated">Whether there were more.</param>
/// <param name="Affected">How many rows the statement changed, if it changes any.</param>
internal sealed record RowSet(JsonElement Rows, IReadOnlyList<Column> Columns, int Count, bool IsTruncated, long Affected);
