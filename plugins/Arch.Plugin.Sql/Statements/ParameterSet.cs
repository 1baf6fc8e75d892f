using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Statements;

/// <summary>The values of a statement's parameters by name.</summary>
internal sealed class ParameterSet(
    IReadOnlyDictionary<string, JsonElement> values, IReadOnlyDictionary<string, ParameterKind> kinds)
{
    /// <summary>Gives the value of a parameter and what it is to be sent as; <see langword="null"/> when its JSON says that.</summary>
    /// <exception cref="StepException">sql_parameters: the name has no value.</exception>
    public (JsonElement Value, ParameterKind? Kind) Get(string name) => values.TryGetValue(name, out var value)
        ? (value, kinds.TryGetValue(name, out var kind) ? kind : null)
        : throw Failure($"The statement uses '@{name}', and 'parameters' has no '{name}'.");

    /// <summary>Refuses values that the statement does not use: most likely a name is misspelt.</summary>
    /// <exception cref="StepException">sql_parameters.</exception>
    public void CheckAllUsed(IEnumerable<string> used)
    {
        var names = used.ToHashSet(StringComparer.Ordinal);
        if (values.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unused)
        {
            throw Failure($"'parameters' has '{unused}', and the statement does not use '@{unused}'.");
        }

        if (kinds.Keys.FirstOrDefault(name => !names.Contains(name)) is { } untyped)
        {
            throw Failure($"'parameter_types' has '{untyped}', and the statement does not use '@{untyped}'.");
        }
    }

    public static byte[] Bytes(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw Failure($"The parameter '{name}' is to be sent as bytes; its value must be base64.");

    /// <summary>Gives a value as the text that stands for it.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static StepException Failure(string message) => new(Codes.Parameters, message);
}
