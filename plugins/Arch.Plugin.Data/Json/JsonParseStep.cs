using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Json;

[Step("json.parse", Summary = "Reads JSON, or JSON lines, from text or a file.", Idempotent = true)]
internal sealed class JsonParseStep : IStep<JsonParseInput, JsonParseOutput>
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonBuffer.MaxDepth };

    public async Task<JsonParseOutput> RunAsync(JsonParseInput input, StepContext context, CancellationToken cancellationToken)
    {
        var text = await Source.ReadTextAsync(input.Text, input.File, context, cancellationToken).ConfigureAwait(false);
        var value = input.Lines ? ParseLines(text, cancellationToken) : Parse(text, 0);
        return new JsonParseOutput { Value = value };
    }

    private static JsonElement ParseLines(string text, CancellationToken cancellationToken) => JsonBuffer.Build(writer =>
    {
        writer.WriteStartArray();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!line.IsWhiteSpace())
            {
                Parse(line.ToString(), number).WriteTo(writer);
            }

            number++;
        }

        writer.WriteEndArray();
    });

    private static JsonElement Parse(string text, long linesBefore)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {linesBefore + e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            throw new StepException(Codes.InvalidJson, $"The text is not JSON at {place}: {Reason(e)}", e);
        }
    }

    // The place is said already; the reader's own words repeat it at the end.
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0];
}
