using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Json;

[Step("json.format", Summary = "Writes any value as JSON, as text or into a file.", Idempotent = true)]
internal sealed class JsonFormatStep : IStep<JsonFormatInput, TextOutput>
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true, NewLine = "\n" };

    public Task<TextOutput> RunAsync(JsonFormatInput input, StepContext context, CancellationToken cancellationToken) =>
        TextTarget.WriteAsync(
            input.File,
            context,
            text => text.WriteAsync(JsonSerializer.Serialize(input.Value, input.Indented ? Indented : Compact)),
            cancellationToken);
}
