using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Sending;

internal sealed record MailAttachment
{
    [Description("The file that is attached. Give either this or content_base64.")]
    [Example("reports/june.pdf")]
    public string? Path { get; init; }

    [Description("The bytes that are attached, as base64.")]
    public byte[]? ContentBase64 { get; init; }

    [Description("The name that the receiver sees; that of the file unless given.")]
    [Example("june.pdf")]
    public string? Name { get; init; }

    [Description("The media type; that of the name's ending unless given.")]
    [Example("application/pdf")]
    public string? MediaType { get; init; }

    [Description("Shows it inside of 'html', which refers to it as cid:NAME.")]
    [Example("logo")]
    public string? Cid { get; init; }
}
