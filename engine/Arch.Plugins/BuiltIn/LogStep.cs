using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugins.BuiltIn;

[Step("core.log", Summary = "Writes a line to the log of the run.", Idempotent = true)]
internal sealed class LogStep : IStep<LogInput, Nothing>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task<Nothing> RunAsync(LogInput input, StepContext context, CancellationToken cancellationToken)
    {
        var message = input.Data is { } data
            ? $"{input.Message} {JsonSerializer.Serialize(data, Readable)}"
            : input.Message;
        context.Log.Write(input.Level, message);
        return Task.FromResult(Nothing.Value);
    }
}
