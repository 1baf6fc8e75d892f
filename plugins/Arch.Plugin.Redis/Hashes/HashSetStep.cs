using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Hashes;

[Step("redis.hash_set", Summary = "Sets fields of a hash; others stay.", Idempotent = true)]
internal sealed class HashSetStep : IStep<HashSetInput, HashSetOutput>
{
    private const int MaxFields = 3_000; // as many values as a script can pass on

    private const string Script = """
        local added = redis.call('HSET', KEYS[1], unpack(ARGV, 2))
        if ARGV[1] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return added
        """;

    public Task<HashSetOutput> RunAsync(HashSetInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Values.Count is 0 or > MaxFields)
        {
            throw new StepException(Codes.Input, $"'values' has {input.Values.Count} fields; it must have 1 to {MaxFields}.");
        }

        var ttl = input.Ttl is { } life ? RedisValues.Milliseconds(life) : 0;
        List<RedisValue> arguments = [Script, 1, input.Key, ttl];
        foreach (var (field, value) in input.Values)
        {
            arguments.AddRange(field, RedisValues.Write(value, input.Encoding, $"values.{field}"));
        }

        return RedisServers.RunAsync(
            input,
            context,
            async redis => new HashSetOutput { Added = (long)await redis.SendAsync("EVAL", arguments).ConfigureAwait(false) },
            cancellationToken);
    }
}
