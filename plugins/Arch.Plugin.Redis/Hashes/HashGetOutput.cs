using System.ComponentModel;

namespace Arch.Plugin.Redis.Hashes;

internal sealed record HashGetOutput
{
    [Description("The values by field; null for fields that were asked for and are not there.")]
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    [Description("How many fields are there.")]
    public required int Count { get; init; }
}
