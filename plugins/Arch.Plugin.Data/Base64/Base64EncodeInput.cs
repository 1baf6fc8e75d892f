using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Data.Base64;

internal sealed record Base64EncodeInput
{
    [Description("The text to encode, as UTF-8. Give this or 'file'.")]
    public string? Text { get; init; }

    [Description("The file to encode, at most 48 MiB.")]
    [Example("out/report.pdf")]
    public string? File { get; init; }

    [Description("Whether to use '-' and '_' and no padding, for addresses and tokens (RFC 4648, section 5).")]
    public bool UrlSafe { get; init; }
}
