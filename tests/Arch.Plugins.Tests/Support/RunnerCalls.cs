using System.Text;
using Arch.Plugin.Testing;
using Arch.Plugins.Files;
using Arch.Plugins.Running;

namespace Arch.Plugins.Tests.Support;

internal static class RunnerCalls
{
    /// <summary>Carries out an attempt with JSON in and out.</summary>
    public static async Task<string> RunAsync(this IStepRunner runner, string json, CancellationToken cancellationToken = default)
    {
        using var context = Context();
        var output = await runner.RunAsync(Encoding.UTF8.GetBytes(json), context, cancellationToken);
        return Encoding.UTF8.GetString(output.Span);
    }

    public static BenchContext Context() => new(new FileAccessPolicy(Path.GetTempPath(), [], [], []));
}
