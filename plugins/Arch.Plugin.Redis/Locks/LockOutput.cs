using System.ComponentModel;

namespace Arch.Plugin.Redis.Locks;

internal sealed record LockOutput
{
    [Description("Whether it is held now.")]
    public required bool Acquired { get; init; }

    [Description("Who asked for it; 'redis.unlock' wants the same.")]
    public required string Owner { get; init; }
}
