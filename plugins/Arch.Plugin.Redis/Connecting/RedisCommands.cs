using StackExchange.Redis;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>Sends commands to one server, until the attempt ends.</summary>
internal sealed class RedisCommands(IDatabaseAsync database, CancellationToken cancellationToken)
{
    /// <summary>Sends a command and gives its answer.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Keys, texts, bytes or numbers.</param>
    /// <exception cref="Arch.Sdk.StepException">A code of the plugin.</exception>
    public async Task<RedisResult> SendAsync(string command, params ICollection<RedisValue> arguments)
    {
        try
        {
            object[] boxed = [.. arguments.Select(argument => (object)argument)];
            return await database.ExecuteAsync(command, boxed, CommandFlags.NoRedirect).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisFailures.Is(e))
        {
            throw RedisFailures.Describe(e, command.ToUpperInvariant());
        }
    }
}
