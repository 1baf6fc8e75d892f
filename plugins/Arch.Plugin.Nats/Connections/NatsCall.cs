using Arch.Sdk;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>Carries out one exchange with a server: connection, deadline, and failures in the plugin's own codes.</summary>
internal static class NatsCall
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    /// <param name="settings">The step's inputs.</param>
    /// <param name="context">The attempt.</param>
    /// <param name="name">What is done to what, to begin a message with: <c>The request to 'orders.get'</c>.</param>
    /// <param name="call">The exchange.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<T> RunAsync<T>(
        NatsSettings settings,
        PluginContext context,
        string name,
        Func<NatsConnection, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken)
    {
        if (settings.Timeout <= TimeSpan.Zero || settings.Timeout > LongestTimeout)
        {
            throw NatsFailures.Input($"The timeout of {settings.Timeout.TotalSeconds:0.###} s is not more than 0 s and at most 600 s.");
        }

        var endpoint = Endpoint.Of(settings);
        using var deadline = new CancellationTokenSource(settings.Timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var lease = await ConnectionPool.Shared.LeaseAsync(endpoint, context, either.Token).ConfigureAwait(false);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(either.Token, lease.Broken);
            try
            {
                return await call(lease.Client, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (lease.Broken.IsCancellationRequested && !either.IsCancellationRequested)
            {
                throw new StepException("nats_connection", $"{name} failed: the connection was lost.", e) { Retryable = true };
            }
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw NatsFailures.Timeout(name, settings.Timeout, e);
        }
        catch (Exception e) when (NatsFailures.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            throw NatsFailures.Describe(name, e);
        }
    }
}
