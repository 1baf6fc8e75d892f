using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the outputs of workflows and actions.</summary>
internal static class OutputReader
{
    /// <summary>Reads outputs.</summary>
    /// <param name="document">The document.</param>
    /// <param name="node">The declarations.</param>
    /// <param name="shape">Their types.</param>
    /// <param name="names">The names in scope when the steps have ended.</param>
    public static IEnumerable<OutputDefinition> Read(
        DocumentScope document,
        YamlNode? node,
        TypeShape? shape,
        NameScope names)
    {
        if (node is not YamlMapping mapping || shape is null)
        {
            yield break;
        }

        foreach (var entry in mapping.Entries)
        {
            if (!shape.Members.TryGetValue(entry.Name, out var member))
            {
                continue;
            }

            TypedData? value = null;
            if ((entry.Value as YamlMapping)?.Find("value") is { } given)
            {
                value = document.Data.Compile(given.Value, names, allowsSecrets: false);
                document.Arguments.Check(value, member.Shape, $"output '{entry.Name}'", !member.IsRequired);
            }

            yield return new(entry.Name, member.Shape, value?.Template);
        }
    }
}
