using System.Text;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Content;

/// <summary>Where a step puts the text it makes: into its outputs, or into a file.</summary>
internal static class TextTarget
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text.</summary>
    /// <param name="file">The file; <see langword="null"/> to give the text as an output.</param>
    /// <param name="context">The attempt.</param>
    /// <param name="write">Writes the text.</param>
    /// <param name="cancellationToken">Ends the attempt; a file that was there stays as it was.</param>
    public static async Task<TextOutput> WriteAsync(
        string? file, StepContext context, Func<TextWriter, Task> write, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            using var memory = new MemoryStream();
            var limited = new LimitedStream(memory, Limits.Bytes, "Write it to a file instead: give the input 'file'.");
            await using (limited.ConfigureAwait(false))
            {
                await WriteToAsync(limited, write).ConfigureAwait(false);
                return new TextOutput { Text = Utf8.GetString(memory.GetBuffer(), 0, (int)memory.Length), Size = memory.Length };
            }
        }

        var target = context.Files.BeginWrite(file);
        await using (target.ConfigureAwait(false))
        {
            try
            {
                await WriteToAsync(target.Stream, write).ConfigureAwait(false);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, file);
            }

            var size = await target.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new TextOutput { File = target.Display, Size = size };
        }
    }

    private static async Task WriteToAsync(Stream stream, Func<TextWriter, Task> write)
    {
        var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            await write(writer).ConfigureAwait(false);
        }
    }
}
