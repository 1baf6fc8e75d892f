using System.ComponentModel;

namespace Arch.Plugin.Redis.Lists;

internal sealed record ListPopOutput
{
    [Description("The values in the order they were taken; none when the list is empty.")]
    public required IReadOnlyList<string> Values { get; init; }

    [Description("How many they are.")]
    public required int Count { get; init; }
}
