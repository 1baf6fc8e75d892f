using Arch.Plugin.Pooling;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>Keeps one connection for each distinct settings, and holds what is done with it to the time that the step has.</summary>
internal static class RedisServers
{
    public static LeasePool<ServerSettings, ConnectionMultiplexer> Pool { get; } =
        new(TimeSpan.FromMinutes(5), connection => connection.DisposeAsync());

    public static async Task<T> RunAsync<T>(
        ServerInput input, StepContext context, Func<RedisCommands, Task<T>> work, CancellationToken cancellationToken)
    {
        if (input.Timeout <= TimeSpan.Zero || input.Timeout > ServerSettings.LongestTimeout)
        {
            throw new StepException(
                Codes.Input, $"'timeout' is {input.Timeout.TotalSeconds:0.###} s; it must be more than 0 s and at most 5 minutes.");
        }

        using var deadline = new CancellationTokenSource(input.Timeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var lease = await RentAsync(ServerSettings.Read(input), context, stop.Token).ConfigureAwait(false);
            return await work(new RedisCommands(lease.Resource.GetDatabase(), stop.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StepException(
                Codes.Timeout, $"The server '{input.Host}' did not answer within the timeout of {input.Timeout.TotalSeconds:0.###} s.", e)
            {
                Retryable = true,
            };
        }
    }

    private static async Task<LeasePool<ServerSettings, ConnectionMultiplexer>.Lease> RentAsync(
        ServerSettings settings, StepContext context, CancellationToken cancellationToken)
    {
        StepException? failure = null;
        foreach (var address in await context.Network.ResolveAsync(settings.Host, settings.Port, cancellationToken).ConfigureAwait(false))
        {
            var pinned = settings with { Address = address };
            try
            {
                return await Pool.RentAsync(pinned, pinned.ConnectAsync, context.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RedisException or IOException)
            {
                failure = RedisFailures.Connecting(e, settings);
            }
        }

        throw failure ?? new StepException(Codes.Connection, $"The host '{settings.Host}' has no address.") { Retryable = true };
    }
}
