using System.ComponentModel;

namespace Arch.Plugin.Redis.Locks;

internal sealed record UnlockOutput
{
    [Description("Whether the owner held it; otherwise it has ended or is another's.")]
    public required bool Released { get; init; }
}
