using Arch.Plugin.Redis.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Locks;

[Step("redis.unlock", Summary = "Gives a lock back, if its owner still holds it.", Idempotent = true)]
internal sealed class UnlockStep : IStep<UnlockInput, UnlockOutput>
{
    private const string Script = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

    public Task<UnlockOutput> RunAsync(UnlockInput input, StepContext context, CancellationToken cancellationToken) => RedisServers.RunAsync(
        input,
        context,
        async redis => new UnlockOutput { Released = (long)await redis.SendAsync("EVAL", Script, 1, input.Key, input.Owner).ConfigureAwait(false) == 1 },
        cancellationToken);
}
