using System.ComponentModel;

namespace Arch.Plugin.Data.Base64;

internal sealed record Base64EncodeOutput
{
    [Description("The Base64 text.")]
    public required string Text { get; init; }

    [Description("How many bytes were encoded.")]
    public required long Size { get; init; }
}
