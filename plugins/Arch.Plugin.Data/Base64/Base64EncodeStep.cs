using System.Buffers.Text;
using System.Text;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Base64;

[Step("base64.encode", Summary = "Encodes text or a file as Base64.", Idempotent = true)]
internal sealed class Base64EncodeStep : IStep<Base64EncodeInput, Base64EncodeOutput>
{
    // Base64 is a third longer than what it encodes.
    private const int MaxBytes = Limits.Bytes / 4 * 3;

    public async Task<Base64EncodeOutput> RunAsync(Base64EncodeInput input, StepContext context, CancellationToken cancellationToken)
    {
        Source.ExactlyOne(("text", input.Text), ("file", input.File));
        var bytes = input.Text is not null
            ? Encoding.UTF8.GetBytes(input.Text)
            : await context.Files.ReadBytesAsync(input.File!, MaxBytes, cancellationToken).ConfigureAwait(false);
        return new Base64EncodeOutput
        {
            Text = input.UrlSafe ? Base64Url.EncodeToString(bytes) : Convert.ToBase64String(bytes),
            Size = bytes.Length,
        };
    }
}
