using System.ComponentModel;
using System.Text.Json;
using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Nats.Messages;
using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.KeyValueStore;

namespace Arch.Plugin.Nats.KeyValue;

internal sealed record KvGetInput : NatsSettings
{
    [Description("The bucket.")]
    [Example("settings")]
    public required string Bucket { get; init; }

    [Description("The key.")]
    [Example("tenants.acme")]
    public required string Key { get; init; }

    [Description("How the value is given. 'auto' is JSON when it is JSON, or else text, or else base64.")]
    public DataForm Response { get; init; } = DataForm.Auto;
}

internal sealed record KvGetOutput
{
    [Description("Whether the key has a value.")]
    public required bool Found { get; init; }

    [Description("The value; null when it is empty or there is none.")]
    public JsonElement? Value { get; init; }

    [Description("The revision of the value, or of its deletion; 0 when the key never had one. Give it to nats.kv_put to change what was read and nothing newer.")]
    public required long Revision { get; init; }

    [Description("When the value was put; null when there is none.")]
    public DateTimeOffset? Created { get; init; }
}

[Step("nats.kv_get", Summary = "Reads a key of a key-value bucket.", Idempotent = true)]
internal sealed class KvGetStep : IStep<KvGetInput, KvGetOutput>
{
    public Task<KvGetOutput> RunAsync(KvGetInput input, StepContext context, CancellationToken cancellationToken)
    {
        var name = $"Reading the key '{input.Key}' of the bucket '{input.Bucket}'";
        return Bucket.UseAsync(input, context, input.Bucket, name, ReadAsync, cancellationToken);

        async Task<KvGetOutput> ReadAsync(INatsKVStore store, CancellationToken stop)
        {
            try
            {
                var entry = await store.GetEntryAsync(input.Key, serializer: NatsRawSerializer<byte[]>.Default, cancellationToken: stop)
                    .ConfigureAwait(false);
                return new KvGetOutput
                {
                    Found = true,
                    Value = DataReader.Read(entry.Value, input.Response, name),
                    Revision = (long)entry.Revision,
                    Created = entry.Created,
                };
            }
            catch (NatsKVKeyNotFoundException)
            {
                return new KvGetOutput { Found = false, Revision = 0 };
            }
            catch (NatsKVKeyDeletedException e)
            {
                return new KvGetOutput { Found = false, Revision = (long)e.Revision };
            }
        }
    }
}
