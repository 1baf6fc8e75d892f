using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Files;

internal sealed record ReadInput
{
    [Description("The file, below a folder that the host opens.")]
    [Example("data/orders.json")]
    public required string Path { get; init; }

    [Description("How its content is given.")]
    public ReadForm As { get; init; } = ReadForm.Text;

    [Description("The most bytes that are read; a larger file is a failure.")]
    [Range(0, 1_073_741_824)]
    public long MaxSize { get; init; } = 10 * 1024 * 1024;
}

internal sealed record ReadOutput
{
    [Description("The content: text, the JSON value, base64, or a list of lines.")]
    public required JsonElement Content { get; init; }

    [Description("Its size in bytes.")]
    public required long Size { get; init; }

    [Description("The file.")]
    public required string Path { get; init; }
}

[Step("file.read", Summary = "Reads a file as text, JSON, base64 or lines.", Idempotent = true)]
internal sealed class ReadStep : IStep<ReadInput, ReadOutput>
{
    public async Task<ReadOutput> RunAsync(ReadInput input, StepContext context, CancellationToken cancellationToken)
    {
        var path = context.Files.Resolve(input.Path, FileIntent.Read);
        var bytes = await context.Files.ReadBytesAsync(input.Path, input.MaxSize, cancellationToken).ConfigureAwait(false);
        return new ReadOutput { Content = Convert(input, bytes), Size = bytes.Length, Path = context.Files.Display(path) };
    }

    private static JsonElement Convert(ReadInput input, byte[] bytes)
    {
        switch (input.As)
        {
            case ReadForm.Base64:
                return JsonSerializer.SerializeToElement(bytes);
            case ReadForm.Json:
                try
                {
                    return JsonElement.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);
                }
                catch (JsonException e)
                {
                    throw new StepException("file_not_json", $"The file '{input.Path}' is not JSON: {e.Message}", e);
                }

            case ReadForm.Lines:
                using (var reader = new StringReader(Text(bytes)))
                {
                    var lines = new List<string>();
                    while (reader.ReadLine() is { } line)
                    {
                        lines.Add(line);
                    }

                    return JsonSerializer.SerializeToElement(lines);
                }

            default:
                return JsonSerializer.SerializeToElement(Text(bytes));
        }
    }

    // UTF-8 unless a mark at the beginning says otherwise.
    private static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
