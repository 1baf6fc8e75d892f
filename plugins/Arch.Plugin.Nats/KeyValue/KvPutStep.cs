using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Nats.Messages;
using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.KeyValueStore;

namespace Arch.Plugin.Nats.KeyValue;

internal sealed record KvPutInput : PayloadSettings
{
    [Description("The bucket.")]
    [Example("settings")]
    public required string Bucket { get; init; }

    [Description("The key.")]
    [Example("tenants.acme")]
    public required string Key { get; init; }

    [Description("The revision that the key must have, else it is a failure; 0 when it must have none. Any unless given.")]
    [Range(0, 9_007_199_254_740_991)]
    public long? Revision { get; init; }
}

internal sealed record KvPutOutput
{
    [Description("The revision of the new value.")]
    public required long Revision { get; init; }
}

[Step("nats.kv_put", Summary = "Puts a value into a key of a key-value bucket.")]
internal sealed class KvPutStep : IStep<KvPutInput, KvPutOutput>
{
    public Task<KvPutOutput> RunAsync(KvPutInput input, StepContext context, CancellationToken cancellationToken)
    {
        var data = input.ToBytes();
        return Bucket.UseAsync(
            input, context, input.Bucket, $"Putting the key '{input.Key}' of the bucket '{input.Bucket}'", PutAsync, cancellationToken);

        async Task<KvPutOutput> PutAsync(INatsKVStore store, CancellationToken stop)
        {
            var raw = NatsRawSerializer<byte[]>.Default;
            var revision = input.Revision switch
            {
                null => await store.PutAsync(input.Key, data, raw, stop).ConfigureAwait(false),
                0 => await store.CreateAsync(input.Key, data, raw, stop).ConfigureAwait(false),
                { } wanted => await store.UpdateAsync(input.Key, data, (ulong)wanted, raw, stop).ConfigureAwait(false),
            };
            return new KvPutOutput { Revision = (long)revision };
        }
    }
}
