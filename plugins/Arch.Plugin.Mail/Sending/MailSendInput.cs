using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Mail.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Sending;

internal sealed record MailSendInput : MailAccount
{
    [Description("How the connection is encrypted; the server's certificate is always checked.")]
    [Connection]
    public MailTls Tls { get; init; } = MailTls.Starttls;

    [Description("Who sends it.")]
    [Example("Robot <robot@example.com>")]
    public required string From { get; init; }

    [Description("Who receives it.")]
    [Example("[Ada <ada@example.com>]")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("Who receives a copy.")]
    public IReadOnlyList<string> Cc { get; init; } = [];

    [Description("Who receives a copy that nobody else sees.")]
    public IReadOnlyList<string> Bcc { get; init; } = [];

    [Description("Where answers go, in place of 'from'.")]
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    [Description("The subject.")]
    [Example("Report of June")]
    public string Subject { get; init; } = "";

    [Description("The body as plain text. With 'html' as well, the receiver's program chooses.")]
    [Example("The report is attached.")]
    public string? Text { get; init; }

    [Description("The body as HTML.")]
    public string? Html { get; init; }

    [Description("Files and bytes that go with it.")]
    [MaxLength(100)]
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    [Description("More headers by name, other than those that other inputs stand for.")]
    [Example("{ List-Id: <reports.example.com> }")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("How much it matters.")]
    public MailImportance Importance { get; init; } = MailImportance.Normal;

    [Description("Whether it is sent to those recipients that the server accepts when it refuses others. Otherwise one refusal is a failure and nothing is sent.")]
    public bool AllowPartial { get; init; }

    [Description("The most bytes of text and attachments together, before they are encoded.")]
    [Range(1, 157_286_400)]
    public long MaxSize { get; init; } = 25 * 1024 * 1024;
}
