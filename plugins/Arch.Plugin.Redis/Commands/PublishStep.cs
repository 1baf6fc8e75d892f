using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Commands;

[Step("redis.publish", Summary = "Sends a message to a channel.", Idempotent = false)]
internal sealed class PublishStep : IStep<PublishInput, PublishOutput>
{
    public Task<PublishOutput> RunAsync(PublishInput input, StepContext context, CancellationToken cancellationToken)
    {
        var message = RedisValues.Write(input.Message, input.Encoding, "message");
        return RedisServers.RunAsync(
            input,
            context,
            async redis => new PublishOutput { Receivers = (long)await redis.SendAsync("PUBLISH", input.Channel, message).ConfigureAwait(false) },
            cancellationToken);
    }
}
