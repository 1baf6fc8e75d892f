using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Strings;

[Step("redis.delete", Summary = "Deletes keys, or one key if it has a certain value.", Idempotent = true)]
internal sealed class DeleteStep : IStep<DeleteInput, DeleteOutput>
{
    private const string IfEqual = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

    public Task<DeleteOutput> RunAsync(DeleteInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.IfValue is not null && input.Keys.Count != 1)
        {
            throw new StepException(Codes.Input, $"'if_value' goes with one key; {input.Keys.Count} are given.");
        }

        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var answer = input.IfValue is { } value
                    ? await redis.SendAsync("EVAL", IfEqual, 1, input.Keys[0], RedisValues.Write(value, input.Encoding, "if_value")).ConfigureAwait(false)
                    : await redis.SendAsync("DEL", [.. input.Keys.Select(key => (RedisValue)key)]).ConfigureAwait(false);
                return new DeleteOutput { Deleted = (long)answer };
            },
            cancellationToken);
    }
}
