using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Plugins.Running;

/// <summary>Whoever may leave an input out may also give null for it: such members are taken out before the record is read.</summary>
internal static class NullInputs
{
    /// <summary>Takes them out.</summary>
    /// <returns>The JSON without them; <see langword="null"/> when there are none.</returns>
    public static JsonNode? TakeOut(ReadOnlyMemory<byte> inputUtf8, TypeShape shape)
    {
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = ValueDepth.InRuns };
        var input = JsonNode.Parse(inputUtf8.Span, documentOptions: options);
        return TakeOut(input, shape) ? input : null;
    }

    private static bool TakeOut(JsonNode? node, TypeShape shape)
    {
        var found = false;
        if (node is JsonArray list && shape.Items is { } items)
        {
            foreach (var element in list)
            {
                found |= TakeOut(element, items);
            }
        }

        if (node is JsonObject members)
        {
            foreach (var (name, member) in shape.Members)
            {
                if (members.TryGetPropertyValue(name, out var value))
                {
                    found |= value is null
                        ? !member.IsRequired && !member.Shape.IsNullable && members.Remove(name)
                        : TakeOut(value, member.Shape);
                }
            }
        }

        return found;
    }
}
