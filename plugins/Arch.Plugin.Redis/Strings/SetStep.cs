using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Strings;

[Step("redis.set", Summary = "Sets the value of a key.")]
internal sealed class SetStep : IStep<SetInput, SetOutput>
{
    public Task<SetOutput> RunAsync(SetInput input, StepContext context, CancellationToken cancellationToken)
    {
        var arguments = Arguments(input);
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var answer = await redis.SendAsync("SET", arguments).ConfigureAwait(false);
                if (!input.ReturnPrevious)
                {
                    return new SetOutput { Stored = !answer.IsNull };
                }

                return new SetOutput
                {
                    Stored = input.OnlyIf == SetCondition.Always || answer.IsNull == (input.OnlyIf == SetCondition.Missing),
                    Previous = RedisValues.Read(answer, input.Encoding),
                };
            },
            cancellationToken);
    }

    private static List<RedisValue> Arguments(SetInput input)
    {
        if (input.Ttl is not null && input.KeepTtl)
        {
            throw new StepException(Codes.Input, "Give 'ttl' or 'keep_ttl', not both.");
        }

        List<RedisValue> arguments = [input.Key, RedisValues.Write(input.Value, input.Encoding, "value")];
        if (input.Ttl is { } ttl)
        {
            arguments.AddRange("PX", RedisValues.Milliseconds(ttl));
        }

        if (input.KeepTtl)
        {
            arguments.Add("KEEPTTL");
        }

        if (input.OnlyIf != SetCondition.Always)
        {
            arguments.Add(input.OnlyIf == SetCondition.Missing ? "NX" : "XX");
        }

        if (input.ReturnPrevious)
        {
            arguments.Add("GET");
        }

        return arguments;
    }
}
