using Arch.Plugin.Mail.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Sending;

[Step("mail.send", Summary = "Sends a message over SMTP.")]
internal sealed class MailSendStep : IStep<MailSendInput, MailSendOutput>
{
    public async Task<MailSendOutput> RunAsync(MailSendInput input, StepContext context, CancellationToken cancellationToken)
    {
        using var message = await MessageComposer.ComposeAsync(input, context, cancellationToken).ConfigureAwait(false);
        using var client = new RecipientsClient(input.AllowPartial);
        var port = input.Port ?? input.Tls switch { MailTls.Implicit => 465, MailTls.Starttls => 587, _ => 25 };
        return await MailSession.UseAsync(
            client,
            input,
            port,
            input.Tls,
            context,
            async token =>
            {
                try
                {
                    await client.SendAsync(message, token).ConfigureAwait(false);
                }
                catch (NotSupportedException e)
                {
                    throw new StepException("mail_unsupported", $"{input.Host}:{port} cannot take this message: {e.Message}", e);
                }

                return new MailSendOutput
                {
                    MessageId = message.MessageId!, // the composer gave it
                    Accepted = client.Accepted,
                    Rejected = client.Rejected,
                };
            },
            cancellationToken).ConfigureAwait(false);
    }
}
