using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes cache policies.</summary>
internal static class CacheReader
{
    public static CachePolicy? Read(DocumentScope document, YamlNode? node, NameScope names)
    {
        if (node is not YamlMapping cache || document.Context.IsBroken(node) || cache.Find("key") is not { } key)
        {
            return null;
        }

        var policy = new CachePolicy { Key = KeyText.Compile(document, key.Value, names, "'key' of 'cache'") };
        return Scalars.Duration(cache.Find("ttl")?.Value) is { } length ? policy with { TimeToLive = length } : policy;
    }
}
