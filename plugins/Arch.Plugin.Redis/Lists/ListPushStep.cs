using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Lists;

[Step("redis.list_push", Summary = "Puts values at an end of a list.", Idempotent = false)]
internal sealed class ListPushStep : IStep<ListPushInput, ListPushOutput>
{
    public Task<ListPushOutput> RunAsync(ListPushInput input, StepContext context, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [input.Key, .. input.Values.Select(value => RedisValues.Write(value, input.Encoding, "values"))];
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var command = input.Side == ListSide.Left ? "LPUSH" : "RPUSH";
                return new ListPushOutput { Length = (long)await redis.SendAsync(command, arguments).ConfigureAwait(false) };
            },
            cancellationToken);
    }
}
