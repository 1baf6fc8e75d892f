using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Locks;

[Step("redis.lock", Summary = "Takes a lock if nobody else has it, without waiting for it.", Idempotent = true)]
internal sealed class LockStep : IStep<LockInput, LockOutput>
{
    private const string Script = """
        local owner = redis.call('GET', KEYS[1])
        if owner and owner ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    public Task<LockOutput> RunAsync(LockInput input, StepContext context, CancellationToken cancellationToken)
    {
        var owner = input.Owner ?? $"{context.RunId}/{context.StepPath}";
        var ttl = RedisValues.Milliseconds(input.Ttl);
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var answer = await redis.SendAsync("EVAL", Script, 1, input.Key, owner, ttl).ConfigureAwait(false);
                return new LockOutput { Acquired = (long)answer == 1, Owner = owner };
            },
            cancellationToken);
    }
}
