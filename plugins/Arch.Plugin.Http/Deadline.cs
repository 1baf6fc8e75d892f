namespace Arch.Plugin.Http;

/// <summary>Ends work at its timeout, and turns what the network says into failures that name the request.</summary>
internal static class Deadline
{
    public static async Task<T> RunAsync<T>(
        RequestPlan request, TimeSpan timeout, TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromDays(1))
        {
            throw HttpFailures.Input($"The timeout is {timeout.TotalSeconds:0.###} s; it must be more than 0 s and at most 1 day.");
        }

        using var deadline = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await work(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.Timeout(request.Name, timeout, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.Connection(request.Name, e);
        }
    }
}
