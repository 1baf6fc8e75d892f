using Arch.Expressions.Values;

namespace Arch.Workflows.Reading;

/// <summary>Constant data.</summary>
internal static class YamlData
{
    public static Value ToValue(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                return scalar.Data;
            case YamlSequence sequence:
                return Value.From(ValueArray.Of([.. sequence.Items.Select(ToValue)]));
            case YamlMapping mapping:
                var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
                foreach (var entry in mapping.Entries)
                {
                    members.Add(entry.Name, ToValue(entry.Value));
                }

                return Value.From(ValueObject.Of(members));
            default:
                return Value.Undefined;
        }
    }
}
