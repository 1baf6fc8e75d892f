using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Calls code of a plugin: whatever it throws is a failure of the attempt, not of the host.</summary>
internal static class PluginCall
{
    /// <param name="owner">What is called, such as <c>The step type 'http.request'</c>.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">What the call was given.</param>
    /// <exception cref="StepException">In the plugin's own words, or ARCH4110.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<T> RunAsync<T>(string owner, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (StepException)
        {
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // See the summary
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new StepException("ARCH4110", $"{owner} threw {e.GetType().FullName}: {e.Message}", e);
        }
    }
}
