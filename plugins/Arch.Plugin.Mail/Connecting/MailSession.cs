using System.Net.Sockets;
using Arch.Sdk;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Arch.Plugin.Mail.Connecting;

/// <summary>Connects a client through the network that the host grants, logs in, and translates what goes wrong.</summary>
internal static class MailSession
{
    /// <summary>Carries out work with a client that is connected and logged in, and says goodbye to the server after it.</summary>
    public static async Task<T> UseAsync<T>(
        MailService client, MailAccount account, int port, MailTls tls, PluginContext context, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var server = $"{account.Host}:{port}";
        CheckLogin(account, tls);
        using var trust = new CertificateTrust(account.CaCertificate);
        using var deadline = new CancellationTokenSource(account.Timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.Check(certificate, chain, errors);
        try
        {
            var stream = await context.Network.ConnectAsync(account.Host, port, either.Token).ConfigureAwait(false);
            await using var closing = stream.ConfigureAwait(false);
            await client.ConnectAsync(stream, account.Host, port, Options(tls), either.Token).ConfigureAwait(false);
            await LogInAsync(client, account, server, either.Token).ConfigureAwait(false);
            var result = await work(either.Token).ConfigureAwait(false);
            await LeaveAsync(client, either.Token).ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw MailFailures.Timeout(server, account.Timeout);
        }
        catch (SslHandshakeException e)
        {
            throw trust.Refusal is { } refusal
                ? new StepException("mail_certificate", $"The certificate of {server} is not trusted: {refusal}.", e)
                : new StepException("mail_tls", $"No encrypted connection to {server} came about. Compare 'tls' with what the server's port expects.", e);
        }
        catch (SmtpCommandException e)
        {
            throw Refused(e, server, account);
        }
        catch (ImapCommandException e)
        {
            throw new StepException("mail_refused", $"{server} refused: {Clean(e.ResponseText, account)}.", e);
        }
        catch (FolderNotFoundException e)
        {
            throw MailFailures.NoSuchFolder(e.FolderName, e);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or ServiceNotConnectedException)
        {
            throw new StepException("mail_connection", $"The connection to {server} broke: {Clean(e.Message, account)}.", e) { Retryable = true };
        }
    }

    private static void CheckLogin(MailAccount account, MailTls tls)
    {
        if (account.Timeout < TimeSpan.FromSeconds(1) || account.Timeout > TimeSpan.FromHours(1))
        {
            throw MailFailures.Input($"'timeout' is {account.Timeout.TotalSeconds:0.###} s, but must be 1 second to 1 hour.");
        }

        if (account.User is null && (account.Password ?? account.AccessToken) is not null)
        {
            throw MailFailures.Input("'password' and 'access_token' need a 'user'.");
        }

        if (account.User is not null && account.Password is null == account.AccessToken is null)
        {
            throw MailFailures.Input("'user' needs either 'password' or 'access_token'.");
        }

        if (account.User is not null && tls == MailTls.None && !account.AllowClearLogin)
        {
            throw MailFailures.Input("'tls' is none, which would show the password to the network. Use starttls or implicit, or set 'allow_clear_login'.");
        }
    }

    private static SecureSocketOptions Options(MailTls tls) => tls switch
    {
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        MailTls.Starttls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static async Task LogInAsync(MailService client, MailAccount account, string server, CancellationToken cancellationToken)
    {
        if (account.User is null)
        {
            return;
        }

        try
        {
            await (account.AccessToken is { } token
                ? client.AuthenticateAsync(new SaslMechanismOAuth2(account.User, token), cancellationToken)
                : client.AuthenticateAsync(account.User, account.Password!, cancellationToken)).ConfigureAwait(false); // CheckLogin saw it
        }
        catch (AuthenticationException e)
        {
            // Text of the server, which tells an expired password from a wrong one; it must not bring the secret back.
            throw new StepException(
                "mail_authentication", $"{server} does not let '{account.User}' in: {Clean(e.Message, account)}.", e);
        }
        catch (NotSupportedException e)
        {
            throw new StepException("mail_authentication", $"{server} offers no way to log in that 'password' or 'access_token' fits.", e);
        }
    }

    private static StepException Refused(SmtpCommandException e, string server, MailAccount account)
    {
        var status = (int)e.StatusCode;
        var (code, what) = e.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => ("mail_recipient_refused", $"the recipient '{e.Mailbox?.Address}'"),
            SmtpErrorCode.SenderNotAccepted => ("mail_sender_refused", $"the sender '{e.Mailbox?.Address}'"),
            SmtpErrorCode.MessageNotAccepted => ("mail_message_refused", "the message"),
            _ => ("mail_refused", "a command"),
        };
        return new StepException(code, $"{server} refused {what} with {status}: {Clean(e.Message, account)}.", e)
        {
            Status = status,
            Retryable = status is >= 400 and < 500,
        };
    }

    // What is done is done: a server that hangs up without a goodbye changes nothing.
    private static async Task LeaveAsync(MailService client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            client.ServerCertificateValidationCallback = null;
        }
    }

    private static string Clean(string text, MailAccount account)
    {
        foreach (var secret in new[] { account.Password, account.AccessToken })
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
    }
}
