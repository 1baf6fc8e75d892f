using System.Runtime.ExceptionServices;
using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>Runs code of a plugin that must return soon, such as a constructor, on a thread that can be given up.</summary>
internal static class TimeLimitedCall
{
    /// <exception cref="PluginProblemException">ARCH4017: it did not return in time. Its thread goes on for ever, for .NET ends no thread.</exception>
    public static T Run<T>(Func<T> call, ScannedPart part, TimeSpan limit)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = call();
            }
#pragma warning disable CA1031 // It is thrown again for the caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
            Name = $"plugin {part.TypeName}",
        };
        thread.Start();
        if (!thread.Join(limit))
        {
            throw new PluginProblemException(
                "ARCH4017",
                $"The class '{part.TypeName}' was not ready within {limit.TotalSeconds:0.###} s: its constructor, or a static one, does not return.",
                "Do no work in constructors; do it when the host calls. The thread that hangs stays until the host is restarted.");
        }

        failure?.Throw();
        return result!; // no failure, so there is one
    }
}
