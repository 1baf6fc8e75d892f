using System.Text.Json;

namespace Arch.Expressions.Values;

/// <summary>An array of a parsed JSON text; its elements are converted one level deep when the first is read.</summary>
internal sealed class JsonValueArray(JsonElement source) : ValueArray
{
    private Value[]? _elements;

    public JsonElement Source => source;

    public override int Count { get; } = source.GetArrayLength();

    public override Value this[int index] => (_elements ??= Convert())[index];

    private Value[] Convert()
    {
        var elements = new Value[Count];
        var i = 0;
        foreach (var element in source.EnumerateArray())
        {
            elements[i++] = ValueJson.From(element);
        }

        return elements;
    }
}
