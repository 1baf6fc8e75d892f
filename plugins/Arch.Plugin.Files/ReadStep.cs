using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Arch.Sdk;

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
    public Task<ReadOutput> RunAsync(ReadInput input, StepContext context, CancellationToken cancellationToken)
    {
        var path = context.Files.Resolve(input.Path, FileIntent.Read);
        return FileFailures.GuardAsync(input.Path, async () =>
        {
            var bytes = await ReadAsync(input, path, cancellationToken).ConfigureAwait(false);
            return new ReadOutput { Content = Convert(input, bytes), Size = bytes.Length, Path = context.Files.Display(path) };
        });
    }

    private static async Task<byte[]> ReadAsync(ReadInput input, string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw FileFailures.Input($"'{input.Path}' is a folder; list it with file.list.");
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
        await using var closing = stream.ConfigureAwait(false);
        if (stream.Length > input.MaxSize)
        {
            throw FileFailures.TooLarge(input.Path, stream.Length, input.MaxSize);
        }

        // What tells no length, such as a pipe, or grows meanwhile, is cut by the limit as well.
        using var bytes = new MemoryStream((int)stream.Length);
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > input.MaxSize)
            {
                throw FileFailures.TooLarge(input.Path, bytes.Length + read, input.MaxSize);
            }

            bytes.Write(buffer.AsSpan(0, read));
        }

        return bytes.ToArray();
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
