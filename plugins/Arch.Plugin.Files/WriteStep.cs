using System.ComponentModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Files;

internal enum WriteMode
{
    Overwrite,
    Append,
    FailIfExists,
}

internal sealed record WriteInput
{
    [Description("The file, below a folder that the host opens. Folders above it are made.")]
    [Example("out/report.json")]
    public required string Path { get; init; }

    [Description("The content: text as it is, anything else as JSON. Give this or content_base64.")]
    public JsonElement? Content { get; init; }

    [Description("The content as base64, for bytes.")]
    public byte[]? ContentBase64 { get; init; }

    [Description("What happens when the file is there. Except for append, others see it whole or not at all.")]
    public WriteMode Mode { get; init; } = WriteMode.Overwrite;

    [Description("Whether JSON is laid out for people.")]
    public bool Indent { get; init; } = true;
}

internal sealed record WriteOutput
{
    [Description("The file.")]
    public required string Path { get; init; }

    [Description("The bytes that were written.")]
    public required long Size { get; init; }
}

[Step("file.write", Summary = "Writes text, JSON or bytes to a file.")]
internal sealed class WriteStep : IStep<WriteInput, WriteOutput>
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true, NewLine = "\n" };

    public async Task<WriteOutput> RunAsync(WriteInput input, StepContext context, CancellationToken cancellationToken)
    {
        var path = context.Files.Resolve(input.Path, FileIntent.Write);
        var bytes = Content(input);
        if (input.Mode == WriteMode.Append)
        {
            await FileFailures.GuardAsync(input.Path, () => AppendAsync(path, bytes, cancellationToken)).ConfigureAwait(false);
        }
        else
        {
            var file = context.Files.BeginWrite(input.Path, overwrite: input.Mode == WriteMode.Overwrite);
            await using var closing = file.ConfigureAwait(false);
            await FileFailures.GuardAsync(input.Path, () => WriteAsync(file, bytes, cancellationToken)).ConfigureAwait(false);
        }

        return new WriteOutput { Path = context.Files.Display(path), Size = bytes.Length };
    }

    private static async Task<long> AppendAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.AppendAllBytesAsync(path, bytes, cancellationToken).ConfigureAwait(false);
        return bytes.Length;
    }

    private static async Task<long> WriteAsync(FileReplacement file, byte[] bytes, CancellationToken cancellationToken)
    {
        await file.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        return await file.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Content(WriteInput input) => (input.Content, input.ContentBase64) switch
    {
        ({ ValueKind: JsonValueKind.String } text, null) => Encoding.UTF8.GetBytes(text.GetString()!),
        ({ } value, null) => [.. JsonSerializer.SerializeToUtf8Bytes(value, input.Indent ? Indented : Compact), (byte)'\n'],
        (null, { } bytes) => bytes,
        _ => throw FileFailures.Input("file.write needs either 'content' or 'content_base64'."),
    };
}
