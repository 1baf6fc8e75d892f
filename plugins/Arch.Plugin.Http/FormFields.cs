using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>Fields with text, numbers, booleans or lists of these as names with text.</summary>
internal static class FormFields
{
    /// <exception cref="Sdk.StepException">http_input: a field is an object.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Flatten(string input, IReadOnlyDictionary<string, JsonElement> fields)
    {
        foreach (var (name, value) in fields)
        {
            var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
            foreach (var element in values.Where(element => element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)))
            {
                yield return new(name, Text($"{input}.{name}", element));
            }
        }
    }

    private static string Text(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw HttpFailures.Input($"'{path}' is an object or a list in a list; it must be text, a number, a boolean or a list of these."),
    };
}
