using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Lists;

[Step("redis.list_pop", Summary = "Takes values from an end of a list, without waiting for any.", Idempotent = false)]
internal sealed class ListPopStep : IStep<ListPopInput, ListPopOutput>
{
    public Task<ListPopOutput> RunAsync(ListPopInput input, StepContext context, CancellationToken cancellationToken)
    {
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var command = input.Side == ListSide.Left ? "LPOP" : "RPOP";
                var answer = await redis.SendAsync(command, input.Key, input.Count).ConfigureAwait(false);
                List<string> values = answer.IsNull
                    ? []
                    : [.. ((RedisResult[])answer!).Select(value => RedisValues.Read(value, input.Encoding)!)]; // lists hold no null
                return new ListPopOutput { Values = values, Count = values.Count };
            },
            cancellationToken);
    }
}
