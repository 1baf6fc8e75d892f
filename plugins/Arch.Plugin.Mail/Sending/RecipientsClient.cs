using MailKit.Net.Smtp;
using MimeKit;

namespace Arch.Plugin.Mail.Sending;

/// <summary>An SMTP client that keeps which recipients were accepted, and goes on without those refused when it may.</summary>
internal sealed class RecipientsClient(bool allowPartial) : SmtpClient
{
    private readonly List<string> _accepted = [];
    private readonly List<string> _rejected = [];
    private SmtpCommandException? _firstRefusal;

    public IReadOnlyList<string> Accepted => _accepted;

    public IReadOnlyList<string> Rejected => _rejected;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _accepted.Add(mailbox.Address);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        _rejected.Add(mailbox.Address);
        var refusal = new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);
        _firstRefusal ??= refusal;
        if (!allowPartial)
        {
            throw refusal;
        }
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        if (_firstRefusal is not null)
        {
            throw _firstRefusal;
        }

        base.OnNoRecipientsAccepted(message);
    }
}
