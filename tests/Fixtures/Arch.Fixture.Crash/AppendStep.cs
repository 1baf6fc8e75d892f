using System.Text;
using Arch.Sdk;

namespace Arch.Fixture.Crash;

/// <summary>Appends a line with the step's path and the attempt's key to a file: an effect that a test can count.</summary>
[Step("crash.append", Summary = "Appends the attempt to a file.")]
public sealed class AppendStep : IStep<AppendInput, Nothing>
{
    /// <inheritdoc/>
    public async Task<Nothing> RunAsync(AppendInput input, StepContext context, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes($"{context.StepPath} {context.IdempotencyKey}\n");
        using var file = new FileStream(
            context.Files.Resolve(input.File, FileIntent.Write), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await file.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        return Nothing.Value;
    }
}
