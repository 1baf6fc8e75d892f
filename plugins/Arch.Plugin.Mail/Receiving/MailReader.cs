using System.Security.Cryptography;
using System.Text;
using Arch.Sdk;
using Arch.Sdk.Files;
using MailKit;
using MimeKit;

namespace Arch.Plugin.Mail.Receiving;

/// <summary>Turns messages of a folder into items, within the limits that the settings give.</summary>
internal sealed class MailReader(IMailFolder folder, ReceivedSettings settings, PluginContext context)
{
    public const MessageSummaryItems Wanted = MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.InternalDate
        | MessageSummaryItems.Size | MessageSummaryItems.BodyStructure;

    private const int MostHeaderLetters = 64 * 1024;
    private const int MostAttachments = 200;

    // Bodies within bodies without end are an attack, not a message.
    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = 32 };

    public async Task<ReceivedMail> ReadAsync(IMessageSummary summary, CancellationToken cancellationToken)
    {
        var mail = Envelope(summary);
        if (mail.IsTooLarge)
        {
            return mail;
        }

        using var stream = await folder.GetStreamAsync(summary.UniqueId, "", cancellationToken).ConfigureAwait(false);
        using var message = await MimeMessage.LoadAsync(Parsing, stream, cancellationToken).ConfigureAwait(false);
        var (headers, isCut) = Headers(message.Headers);
        return mail with
        {
            Headers = headers,
            Text = Cut(message.TextBody, ref isCut),
            Html = Cut(message.HtmlBody, ref isCut),
            Attachments = await AttachmentsAsync(message, summary.UniqueId.Id, cancellationToken).ConfigureAwait(false),
            IsTruncated = isCut,
        };
    }

    /// <summary>Names a message by what stays when the server numbers its messages anew.</summary>
    public static string Key(IMessageSummary summary)
    {
        var envelope = summary.Envelope;
        var text = $"{envelope?.MessageId}\n{summary.InternalDate?.ToUnixTimeSeconds()}\n{summary.Size}\n{envelope?.From}\n{envelope?.Subject}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private ReceivedMail Envelope(IMessageSummary summary)
    {
        var envelope = summary.Envelope ?? new Envelope();
        var names = new AttachmentNames();
        return new ReceivedMail
        {
            Uid = summary.UniqueId.Id,
            MessageId = envelope.MessageId,
            From = ReceivedAddress.Of(envelope.From),
            To = ReceivedAddress.Of(envelope.To),
            Cc = ReceivedAddress.Of(envelope.Cc),
            ReplyTo = ReceivedAddress.Of(envelope.ReplyTo),
            Subject = envelope.Subject ?? "",
            Date = envelope.Date,
            ReceivedAt = summary.InternalDate,
            InReplyTo = envelope.InReplyTo,
            Headers = new Dictionary<string, string>(),
            Size = summary.Size ?? 0,
            IsTooLarge = summary.Size is null || summary.Size > settings.MaxSize,
            Attachments =
            [
                .. summary.BodyParts.Where(part => part.IsAttachment || part.FileName is not null).Take(MostAttachments).Select(part => new ReceivedAttachment
                {
                    Name = names.Take(part.FileName),
                    MediaType = part.ContentType.MimeType,
                    Size = part.Octets,
                    Cid = part.ContentId?.Trim('<', '>'),
                }),
            ],
        };
    }

    private static (Dictionary<string, string> Headers, bool IsCut) Headers(HeaderList list)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = MostHeaderLetters;
        foreach (var header in list)
        {
            left -= header.Field.Length + header.Value.Length;
            if (left < 0)
            {
                return (headers, true);
            }

            // Lower case is what expressions look names up by; the protocol ignores it.
#pragma warning disable CA1308
            var name = header.Field.ToLowerInvariant();
#pragma warning restore CA1308
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}\n{header.Value}" : header.Value;
        }

        return (headers, false);
    }

    private string? Cut(string? text, ref bool isCut)
    {
        if (text is null || text.Length <= settings.MaxText)
        {
            return text;
        }

        isCut = true;
        var length = settings.MaxText > 0 && char.IsHighSurrogate(text[settings.MaxText - 1]) ? settings.MaxText - 1 : settings.MaxText;
        return text[..length];
    }

    private async Task<IReadOnlyList<ReceivedAttachment>> AttachmentsAsync(MimeMessage message, uint uid, CancellationToken cancellationToken)
    {
        var names = new AttachmentNames();
        var attachments = new List<ReceivedAttachment>();
        foreach (var part in message.BodyParts.Where(IsAttached).Take(MostAttachments))
        {
            var name = names.Take(part.ContentDisposition?.FileName ?? part.ContentType.Name);
            using var measure = new MimeKit.IO.MeasuringStream();
            await WriteAsync(part, measure, cancellationToken).ConfigureAwait(false);
            attachments.Add(new ReceivedAttachment
            {
                Name = name,
                MediaType = part.ContentType.MimeType,
                Size = measure.Length,
                Cid = part.ContentId,
                Path = settings.SaveTo is null ? null : await SaveAsync(part, $"{settings.SaveTo}/{folder.UidValidity}-{uid}/{name}", cancellationToken).ConfigureAwait(false),
            });
        }

        return attachments;
    }

    private static bool IsAttached(MimeEntity part) => part.IsAttachment || part is MessagePart || part is MimePart { FileName: not null };

    // A look that is repeated writes the same file again.
    private async Task<string> SaveAsync(MimeEntity part, string path, CancellationToken cancellationToken)
    {
        var file = context.Files.BeginWrite(path);
        await using var closing = file.ConfigureAwait(false);
        await WriteAsync(part, file.Stream, cancellationToken).ConfigureAwait(false);
        await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        return file.Display;
    }

    private static Task WriteAsync(MimeEntity part, Stream target, CancellationToken cancellationToken) => part switch
    {
        MessagePart { Message: { } inner } => inner.WriteToAsync(target, cancellationToken),
        MimePart { Content: { } content } => content.DecodeToAsync(target, cancellationToken),
        _ => Task.CompletedTask,
    };
}
