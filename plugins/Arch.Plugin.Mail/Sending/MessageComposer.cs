using System.Security.Cryptography;
using System.Text;
using Arch.Sdk;
using Arch.Sdk.Files;
using MimeKit;

namespace Arch.Plugin.Mail.Sending;

/// <summary>Makes the message of the inputs, within the limit of its size.</summary>
internal static class MessageComposer
{
    private const int MostRecipients = 1000;

    // Each of these is another input's, or says how the message is built.
    private static readonly HashSet<string> Reserved = new(
        [
            "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Importance", "Return-Path", "Received",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static async Task<MimeMessage> ComposeAsync(MailSendInput input, StepContext context, CancellationToken cancellationToken)
    {
        var message = new MimeMessage();
        try
        {
            await FillAsync(message, input, context, cancellationToken).ConfigureAwait(false);
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static async Task FillAsync(MimeMessage message, MailSendInput input, StepContext context, CancellationToken cancellationToken)
    {
        var from = Mailbox("from", input.From);
        message.From.Add(from);
        message.To.AddRange(input.To.Select(address => Mailbox("to", address)));
        message.Cc.AddRange(input.Cc.Select(address => Mailbox("cc", address)));
        message.Bcc.AddRange(input.Bcc.Select(address => Mailbox("bcc", address)));
        message.ReplyTo.AddRange(input.ReplyTo.Select(address => Mailbox("reply_to", address)));
        if ((message.To.Count + message.Cc.Count + message.Bcc.Count) is not (> 0 and <= MostRecipients))
        {
            throw MailFailures.Input($"A message needs 1 to {MostRecipients} recipients in 'to', 'cc' and 'bcc'.");
        }

        message.Subject = OneLine("subject", input.Subject);
        message.Date = context.Time.GetUtcNow();
        message.MessageId = MessageId(context, from);
        message.Importance = input.Importance switch
        {
            MailImportance.High => MessageImportance.High,
            MailImportance.Low => MessageImportance.Low,
            _ => MessageImportance.Normal,
        };
        foreach (var (name, value) in input.Headers)
        {
            message.Headers.Add(HeaderName(name), OneLine($"headers.{name}", value));
        }

        message.Body = await BodyAsync(input, context, cancellationToken).ConfigureAwait(false);
    }

    // A message that is sent again, after a crash between the sending and its record, is known by it to those who get it twice.
    private static string MessageId(StepContext context, MailboxAddress from)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Workflow}\n{context.RunId}\n{context.StepPath}"));
        return $"{Convert.ToHexStringLower(name.AsSpan(0, 20))}@{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}";
    }

    private static async Task<MimeEntity> BodyAsync(MailSendInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Text is null && input.Html is null && input.Attachments.Count == 0)
        {
            throw MailFailures.Input("A message needs one at least of 'text', 'html' and 'attachments'.");
        }

        var builder = new BodyBuilder { TextBody = input.Text, HtmlBody = input.Html };
        var left = input.MaxSize - Encoding.UTF8.GetByteCount(input.Text ?? "") - Encoding.UTF8.GetByteCount(input.Html ?? "");
        for (var i = 0; i < input.Attachments.Count && left >= 0; i++)
        {
            var attachment = input.Attachments[i];
            var content = await ContentAsync(attachment, i, input.MaxSize, left, context, cancellationToken).ConfigureAwait(false);
            left -= content.Length;
            Add(builder, attachment, i, content, input.Html is not null);
        }

        return left < 0 ? throw MailFailures.TooLarge(input.MaxSize) : builder.ToMessageBody();
    }

    private static void Add(BodyBuilder builder, MailAttachment attachment, int index, byte[] content, bool hasHtml)
    {
        var name = OneLine($"attachments[{index}].name", attachment.Name ?? Path.GetFileName(attachment.Path) ?? attachment.Cid ?? $"attachment-{index + 1}");
        if (!ContentType.TryParse(OneLine($"attachments[{index}].media_type", attachment.MediaType ?? MimeTypes.GetMimeType(name)), out var type)
            || type.IsMimeType("multipart", "*") || type.IsMimeType("message", "*"))
        {
            throw MailFailures.Input($"'attachments[{index}].media_type' is '{attachment.MediaType}', but must be a media type such as application/pdf.");
        }

        if (attachment.Cid is not { } cid)
        {
            builder.Attachments.Add(name, content, type);
            return;
        }

        if (!hasHtml || cid.Length == 0 || !cid.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@'))
        {
            throw MailFailures.Input(
                $"'attachments[{index}].cid' is '{cid}', but needs an 'html' and must have letters, digits, '.', '-', '_' and '@' alone.");
        }

        builder.LinkedResources.Add(name, content, type).ContentId = cid;
    }

    private static async Task<byte[]> ContentAsync(
        MailAttachment attachment, int index, long limit, long left, StepContext context, CancellationToken cancellationToken)
    {
        if (attachment.Path is null == attachment.ContentBase64 is null)
        {
            throw MailFailures.Input($"'attachments[{index}]' needs either 'path' or 'content_base64'.");
        }

        try
        {
            return attachment.ContentBase64
                ?? await context.Files.ReadBytesAsync(attachment.Path!, left, cancellationToken).ConfigureAwait(false); // one of both is there
        }
        catch (StepException e) when (e.Code == FileFailure.TooLarge)
        {
            throw MailFailures.TooLarge(limit);
        }
    }

    private static MailboxAddress Mailbox(string input, string text)
    {
        var options = new ParserOptions { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowUnquotedCommasInAddresses = false };
        return MailboxAddress.TryParse(options, OneLine(input, text), out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal)
            ? mailbox
            : throw MailFailures.Input($"'{input}' has '{text}', but must have an address such as Ada <ada@example.com>.");
    }

    private static string HeaderName(string name)
    {
        if (name.Length is 0 or > 100 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw MailFailures.Input($"'headers' has a name '{OneLine("headers", name)}', but names have letters, digits, '-' and '_' alone.");
        }

        return Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase)
            ? throw MailFailures.Input($"'headers' has '{name}', which is not for workflows to set, or has an input of its own.")
            : name;
    }

    // A line end would begin another header.
    private static string OneLine(string input, string text) => text.Any(char.IsControl)
        ? throw MailFailures.Input($"'{input}' has a line end or another control character, which it must not have.")
        : text;
}
