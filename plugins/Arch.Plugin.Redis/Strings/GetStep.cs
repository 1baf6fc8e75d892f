using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

[Step("redis.get", Summary = "Gives the value of a key.", Idempotent = true)]
internal sealed class GetStep : IStep<GetInput, GetOutput>
{
    public Task<GetOutput> RunAsync(GetInput input, StepContext context, CancellationToken cancellationToken)
    {
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var value = RedisValues.Read(await redis.SendAsync("GET", input.Key).ConfigureAwait(false), input.Encoding);
                return new GetOutput { Value = value, Exists = value is not null };
            },
            cancellationToken);
    }
}
