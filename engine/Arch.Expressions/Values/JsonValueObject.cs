using System.Text.Json;

namespace Arch.Expressions.Values;

/// <summary>An object of a parsed JSON text; its members are converted one level deep when the first is read.</summary>
internal sealed class JsonValueObject(JsonElement source) : ValueObject
{
    private OrderedDictionary<string, Value>? _members;

    public JsonElement Source => source;

    public override int Count => Members.Count;

    public override IEnumerable<string> Names => Members.Keys;

    private OrderedDictionary<string, Value> Members => _members ??= Convert();

    public override bool TryGetValue(string name, out Value value) => Members.TryGetValue(name, out value);

    public override IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => Members.GetEnumerator();

    private OrderedDictionary<string, Value> Convert()
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var property in source.EnumerateObject())
        {
            // The last of equal names wins, as JSON.parse has it.
            members[property.Name] = ValueJson.From(property.Value);
        }

        return members;
    }
}
