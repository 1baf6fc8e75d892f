using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Mail.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Receiving;

internal sealed record ReceivedSettings : MailAccount
{
    [Description("How the connection is encrypted; the server's certificate is always checked.")]
    [Connection]
    public MailTls Tls { get; init; } = MailTls.Implicit;

    [Description("The folder that is looked at, as the server names it.")]
    [Example("INBOX")]
    public string Folder { get; init; } = "INBOX";

    [Description("What the first look begins with.")]
    public ReceivedStart From { get; init; } = ReceivedStart.Now;

    [Description("Which messages count; all unless given.")]
    [Example("{ from: \"@example.com\", subject: invoice, unseen: true }")]
    public ReceivedFilter Filter { get; init; } = new();

    [Description("The most messages of one look; what is left comes at once with the next.")]
    [Range(1, 200)]
    public int Limit { get; init; } = 20;

    [Description("What becomes of a message once its run is sure: none, seen, or move:FOLDER.")]
    [Example("move:Done")]
    [RegularExpression("none|seen|move:.+")]
    public string Mark { get; init; } = "none";

    [Description("A folder that attachments are saved to, below one named UIDVALIDITY-UID a message.")]
    [Example("inbox/attachments")]
    public string? SaveTo { get; init; }

    [Description("The most bytes of a message that is fetched whole. Of a larger one only the envelope and its attachments' names are given.")]
    [Range(1024, 157_286_400)]
    public int MaxSize { get; init; } = 25 * 1024 * 1024;

    [Description("The most characters that are given of text and of HTML, each.")]
    [Range(0, 1_048_576)]
    public int MaxText { get; init; } = 128 * 1024;
}
