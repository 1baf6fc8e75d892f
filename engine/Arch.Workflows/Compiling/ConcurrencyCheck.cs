using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Checks the keys of <c>concurrency</c> and <c>cache</c>.</summary>
internal static class ConcurrencyCheck
{
    public static void Check(DocumentScope document, YamlNode? node, NameScope names)
    {
        foreach (var limit in node is YamlSequence list ? list.Items : node is null ? [] : [node])
        {
            if ((limit as YamlMapping)?.Find("key") is { } key)
            {
                _ = document.Data.Compile(key.Value, names, allowsSecrets: false);
            }
        }
    }
}
