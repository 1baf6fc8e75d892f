using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Hashes;

[Step("redis.hash_get", Summary = "Gives fields of a hash.", Idempotent = true)]
internal sealed class HashGetStep : IStep<HashGetInput, HashGetOutput>
{
    public Task<HashGetOutput> RunAsync(HashGetInput input, StepContext context, CancellationToken cancellationToken) =>
        RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var values = input.Fields is null
                    ? await AllAsync(redis, input).ConfigureAwait(false)
                    : await SomeAsync(redis, input, input.Fields).ConfigureAwait(false);
                return new HashGetOutput { Values = values, Count = values.Values.Count(value => value is not null) };
            },
            cancellationToken);

    private static async Task<Dictionary<string, string?>> AllAsync(RedisCommands redis, HashGetInput input)
    {
        var count = (long)await redis.SendAsync("HLEN", input.Key).ConfigureAwait(false);
        if (count > input.MaxFields)
        {
            throw new StepException(Codes.TooLarge, $"The hash '{input.Key}' has {count} fields; 'max_fields' allows {input.MaxFields}.");
        }

        var answer = (RedisResult[])(await redis.SendAsync("HGETALL", input.Key).ConfigureAwait(false))!; // an empty list where there is no hash
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < answer.Length; i += 2)
        {
            values[RedisValues.Read(answer[i], ValueEncoding.Text)!] = RedisValues.Read(answer[i + 1], input.Encoding); // fields are never null
        }

        return values;
    }

    private static async Task<Dictionary<string, string?>> SomeAsync(RedisCommands redis, HashGetInput input, IReadOnlyList<string> fields)
    {
        RedisValue[] arguments = [input.Key, .. fields.Select(field => (RedisValue)field)];
        var answer = (RedisResult[])(await redis.SendAsync("HMGET", arguments).ConfigureAwait(false))!; // a value for each field
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            values[fields[i]] = RedisValues.Read(answer[i], input.Encoding);
        }

        return values;
    }
}
