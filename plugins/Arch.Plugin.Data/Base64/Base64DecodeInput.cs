using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Data.Base64;

internal sealed record Base64DecodeInput
{
    [Description("The Base64 text. Both alphabets are read, with and without padding; white space is passed over.")]
    public required string Text { get; init; }

    [Description("The file to write the bytes to. Unless given, they must be UTF-8 text, which is an output.")]
    [Example("out/picture.png")]
    public string? File { get; init; }
}
