using System.Text.Json;
using Arch.Expressions.Values;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>JSON as the store keeps it.</summary>
internal static class StoredJson
{
    /// <summary>Reads a value, undefined for none.</summary>
    /// <param name="utf8Json">The JSON; must not change afterwards.</param>
    /// <param name="what">What it is, for the error, such as <c>the outputs of run 'r1'</c>.</param>
    /// <exception cref="Engine.Ports.JournalStoreException">ARCH5003: it is no JSON.</exception>
    public static Value Parse(byte[]? utf8Json, string what)
    {
        try
        {
            return utf8Json is null ? default : ValueJson.Parse(utf8Json, ValueDepth.InRecords);
        }
        catch (JsonException exception)
        {
            throw StoreFailure.BadRow(what, $"it is no JSON: {exception.Message}", exception);
        }
    }
}
