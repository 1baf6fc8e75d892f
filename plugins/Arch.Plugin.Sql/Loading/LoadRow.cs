using System.Text.Json;

namespace Arch.Plugin.Sql.Loading;

/// <summary>A row on its way into a table.</summary>
/// <param name="Values">The values in the order of the plan's columns; JSON texts where they come from a file.</param>
internal sealed record LoadRow(IReadOnlyList<JsonElement> Values)
{
    /// <summary>Gives a value as the text that a database reads it from; <see langword="null"/> for no value.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
