using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Commands;

[Step("redis.command", Summary = "Sends any command of Redis that neither waits nor administers the server.")]
internal sealed class CommandStep : IStep<CommandInput, CommandOutput>
{
    public Task<CommandOutput> RunAsync(CommandInput input, StepContext context, CancellationToken cancellationToken)
    {
        RefusedCommands.Check(input.Command, input.Arguments);
        RedisValue[] arguments = [.. input.Arguments.Select(argument => RedisValues.Write(argument, input.Encoding, "arguments"))];
        return RedisServers.RunAsync(
            input,
            context,
            async redis =>
            {
                var answer = await redis.SendAsync(input.Command, arguments).ConfigureAwait(false);
                return new CommandOutput { Result = RedisValues.ToJson(answer, input.Encoding) };
            },
            cancellationToken);
    }
}
