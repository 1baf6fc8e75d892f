using System.Diagnostics;
using Arch.Sdk;

namespace Arch.Fixture.Crash;

/// <summary>Kills its host while a file is there: a step that no host survives.</summary>
[Step("crash.die", Summary = "Kills the host.")]
public sealed class DieStep : IStep<DieInput, Nothing>
{
    /// <inheritdoc/>
    public Task<Nothing> RunAsync(DieInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(context.Files.Resolve(input.WhileThere, FileIntent.Read)))
        {
            using var host = Process.GetCurrentProcess();
            host.Kill();
        }

        return Task.FromResult(Nothing.Value);
    }
}
