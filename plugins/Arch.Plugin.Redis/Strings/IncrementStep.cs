using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

[Step("redis.increment", Summary = "Adds to the number that a key holds; a key that is missing counts as 0.", Idempotent = false)]
internal sealed class IncrementStep : IStep<IncrementInput, IncrementOutput>
{
    private const string Script = """
        local sum = redis.call(ARGV[1], KEYS[1], ARGV[2])
        if ARGV[3] ~= '0' and redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return redis.call('GET', KEYS[1])
        """;

    public Task<IncrementOutput> RunAsync(IncrementInput input, StepContext context, CancellationToken cancellationToken)
    {
        var isInteger = decimal.IsInteger(input.By);
        var by = (isInteger ? decimal.Truncate(input.By) : input.By).ToString(CultureInfo.InvariantCulture);
        var ttl = input.Ttl is { } life ? RedisValues.Milliseconds(life) : 0;
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var answer = await redis.SendAsync("EVAL", Script, 1, input.Key, isInteger ? "INCRBY" : "INCRBYFLOAT", by, ttl).ConfigureAwait(false);
                return new IncrementOutput { Value = Sum(RedisValues.Read(answer, ValueEncoding.Text)!) }; // it was just set
            },
            cancellationToken);
    }

    private static JsonNode Sum(string text)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var integer))
        {
            return RedisValues.Integer(integer);
        }

        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
