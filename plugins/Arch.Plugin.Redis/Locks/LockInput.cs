using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Locks;

internal sealed record LockInput : ServerInput
{
    [Description("The key.")]
    [Example("lock:invoices")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("How long the lock is held at most; then the server takes it away.")]
    [Example("5m")]
    public required TimeSpan Ttl { get; init; }

    [Description("Who holds it; the run and the step unless given, so that another attempt of the step still has it.")]
    [Length(1, 1_000)]
    public string? Owner { get; init; }
}
