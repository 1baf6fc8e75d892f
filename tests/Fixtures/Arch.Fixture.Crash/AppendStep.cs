using System.Text;
using Arch.Sdk;

namespace Arch.Fixture.Crash;

/// <summary>Appends a line with the step's path and the attempt's key to a file: an effect that a test can count.</summary>
[Step("crash.append", Summary = "Appends the attempt to a file.")]
public sealed class AppendStep : IStep<AppendInput, Nothing>
{
    // Two runs of one host may append at the same time, and each append begins where the file ends.
    private static readonly Lock Gate = new();

    /// <inheritdoc/>
    public Task<Nothing> RunAsync(AppendInput input, StepContext context, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes($"{context.StepPath} {context.IdempotencyKey}\n");
        var path = context.Files.Resolve(input.File, FileIntent.Write);
        lock (Gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(line);
        }

        return Task.FromResult(Nothing.Value);
    }
}
