using System.ComponentModel;

namespace Arch.Plugin.Redis.Hashes;

internal sealed record HashSetOutput
{
    [Description("How many of the fields are new.")]
    public required long Added { get; init; }
}
