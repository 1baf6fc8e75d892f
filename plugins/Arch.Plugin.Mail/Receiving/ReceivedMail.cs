using System.ComponentModel;

namespace Arch.Plugin.Mail.Receiving;

internal sealed record ReceivedMail
{
    [Description("The number of the message in its folder.")]
    public required long Uid { get; init; }

    [Description("The Message-ID without angle brackets, if it has one.")]
    public string? MessageId { get; init; }

    [Description("The senders. Nothing proves that they are; a server that checks says so in the headers.")]
    public required IReadOnlyList<ReceivedAddress> From { get; init; }

    [Description("The receivers.")]
    public required IReadOnlyList<ReceivedAddress> To { get; init; }

    [Description("The receivers of copies.")]
    public required IReadOnlyList<ReceivedAddress> Cc { get; init; }

    [Description("Where answers go.")]
    public required IReadOnlyList<ReceivedAddress> ReplyTo { get; init; }

    [Description("The subject.")]
    public required string Subject { get; init; }

    [Description("The date that the sender gave it.")]
    public DateTimeOffset? Date { get; init; }

    [Description("When it arrived at the server.")]
    public DateTimeOffset? ReceivedAt { get; init; }

    [Description("The message that this one answers, if it does.")]
    public string? InReplyTo { get; init; }

    [Description("Headers by name in lower case; those that stand there more than once are parted by line ends. Empty when it is too large.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    [Description("The body as plain text, if it has one.")]
    public string? Text { get; init; }

    [Description("The body as HTML, if it has one. As it came: it is not safe to show.")]
    public string? Html { get; init; }

    [Description("What is attached.")]
    public required IReadOnlyList<ReceivedAttachment> Attachments { get; init; }

    [Description("The size of the message in bytes.")]
    public required long Size { get; init; }

    [Description("Whether it has more than 'max_size' bytes, and so no headers, text, HTML or saved attachments here.")]
    public bool IsTooLarge { get; init; }

    [Description("Whether text, HTML or headers were cut.")]
    public bool IsTruncated { get; init; }
}
