using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Nats.Connections;
using Arch.Sdk;
using NATS.Client.KeyValueStore;

namespace Arch.Plugin.Nats.KeyValue;

internal sealed record KvDeleteInput : NatsSettings
{
    [Description("The bucket.")]
    [Example("settings")]
    public required string Bucket { get; init; }

    [Description("The key.")]
    [Example("tenants.acme")]
    public required string Key { get; init; }

    [Description("The revision that the key must have, else it is a failure. Any unless given.")]
    [Range(1, 9_007_199_254_740_991)]
    public long? Revision { get; init; }

    [Description("Whether the key's earlier values go as well.")]
    public bool Purge { get; init; }
}

[Step("nats.kv_delete", Summary = "Deletes a key of a key-value bucket; one that is not there stays so.")]
internal sealed class KvDeleteStep : IStep<KvDeleteInput, Nothing>
{
    public Task<Nothing> RunAsync(KvDeleteInput input, StepContext context, CancellationToken cancellationToken) => Bucket.UseAsync(
        input,
        context,
        input.Bucket,
        $"Deleting the key '{input.Key}' of the bucket '{input.Bucket}'",
        async (store, stop) =>
        {
            var options = new NatsKVDeleteOpts { Revision = (ulong)(input.Revision ?? 0), Purge = input.Purge };
            await store.DeleteAsync(input.Key, options, stop).ConfigureAwait(false);
            return Nothing.Value;
        },
        cancellationToken);
}
