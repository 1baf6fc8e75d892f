using System.Buffers.Text;
using System.Text;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Base64;

[Step("base64.decode", Summary = "Decodes Base64 to text or into a file.", Idempotent = true)]
internal sealed class Base64DecodeStep : IStep<Base64DecodeInput, TextOutput>
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<TextOutput> RunAsync(Base64DecodeInput input, StepContext context, CancellationToken cancellationToken)
    {
        var bytes = Decode(input.Text);
        if (input.File is null)
        {
            return new TextOutput { Text = ToText(bytes), Size = bytes.Length };
        }

        var target = context.Files.BeginWrite(input.File);
        await using (target.ConfigureAwait(false))
        {
            try
            {
                await target.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, input.File);
            }

            var size = await target.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new TextOutput { File = target.Display, Size = size };
        }
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException e)
        {
            throw new StepException(Codes.InvalidBase64, "The input 'text' is not Base64.", e);
        }
    }

    private static string ToText(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new StepException(
                Codes.InvalidBase64, "The decoded bytes are not UTF-8 text. Write them to a file: give the input 'file'.", e);
        }
    }
}
