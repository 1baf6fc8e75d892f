using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Locks;

internal sealed record UnlockInput : ServerInput
{
    [Description("The key.")]
    [Example("lock:invoices")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("Who holds it: 'owner' of the step that took it.")]
    [Example("${{ steps.lock.outputs.owner }}")]
    [Length(1, 1_000)]
    public required string Owner { get; init; }
}
