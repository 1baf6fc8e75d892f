using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Nats.Messages;
using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace Arch.Plugin.Nats.KeyValue;

/// <summary>Opens buckets, with a failure of its own for one that is not there.</summary>
internal static class Bucket
{
    public static async Task<T> UseAsync<T>(
        NatsSettings settings,
        StepContext context,
        string bucket,
        string name,
        Func<INatsKVStore, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken)
    {
        Subject.CheckName(bucket, "bucket");
        return await NatsCall.RunAsync(
            settings,
            context,
            name,
            async (client, stop) => await use(await OpenAsync(client, bucket, name, stop).ConfigureAwait(false), stop).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<INatsKVStore> OpenAsync(NatsConnection client, string bucket, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await new NatsKVContext(new NatsJSContext(client)).GetStoreAsync(bucket, cancellationToken).ConfigureAwait(false);
        }
        catch (NatsJSApiException e) when (e.Error.ErrCode == 10059)
        {
            throw new StepException("nats_no_bucket", $"{name} failed: there is no bucket '{bucket}'.", e);
        }
    }
}
