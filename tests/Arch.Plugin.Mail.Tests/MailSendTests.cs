using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Plugin.Mail.Sending;
using Arch.Plugin.Testing;
using MimeKit;

namespace Arch.Plugin.Mail.Tests;

public sealed class MailSendTests(SmtpFixture server) : IClassFixture<SmtpFixture>, IDisposable
{
    private readonly StepBench _bench = new(typeof(MailSendStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Send_AllParts_Arrives()
    {
        _bench.Write("reports/june.txt", "numbers");

        var output = await _bench.RunAsync("mail.send", Input(input =>
        {
            input["from"] = "Röbot <robot@example.com>";
            input["cc"] = new JsonArray("Bob <bob@example.com>");
            input["bcc"] = new JsonArray("eve@example.com");
            input["reply_to"] = new JsonArray("desk@example.com");
            input["subject"] = "Grüße";
            input["html"] = "<p>hello <img src=\"cid:logo\"></p>";
            input["importance"] = "high";
            input["headers"] = new JsonObject { ["X-Team"] = "blue" };
            input["attachments"] = new JsonArray(
                new JsonObject { ["path"] = "reports/june.txt" },
                new JsonObject { ["content_base64"] = "AQID", ["name"] = "logo.png", ["cid"] = "logo" });
        }), Token);

        var message = server.Find(output.GetProperty("message_id").GetString()!);
        message.Subject.ShouldBe("Grüße");
        message.From.ToString().ShouldContain("Röbot");
        message.ReplyTo.Mailboxes.Single().Address.ShouldBe("desk@example.com");
        message.Bcc.ShouldBeEmpty();
        message.TextBody!.TrimEnd().ShouldBe("hello");
        message.HtmlBody!.ShouldContain("cid:logo");
        message.Importance.ShouldBe(MessageImportance.High);
        message.Headers["X-Team"].ShouldBe("blue");
        message.Date.ShouldBe(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));
        var attachment = message.Attachments.OfType<MimePart>().Single();
        attachment.FileName.ShouldBe("june.txt");
        attachment.ContentType.MimeType.ShouldBe("text/plain");
        message.BodyParts.OfType<MimePart>().Single(part => part.ContentId == "logo").ContentType.MimeType.ShouldBe("image/png");
        Texts(output, "accepted").ShouldBe(["ada@example.com", "bob@example.com", "eve@example.com"], ignoreOrder: true);
        Texts(output, "rejected").ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_SecondAttempt_HasTheSameMessageId()
    {
        var first = await _bench.RunAsync("mail.send", Input(), Token);
        var second = await _bench.RunAsync("mail.send", Input(), Token);

        second.GetProperty("message_id").GetString().ShouldBe(first.GetProperty("message_id").GetString());
        first.GetProperty("message_id").GetString()!.ShouldEndWith("@example.com");
        server.Count(first.GetProperty("message_id").GetString()!).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("implicit")]
    public async Task Send_EncryptedAndLoggedIn_Arrives(string tls)
    {
        var output = await _bench.RunAsync("mail.send", Input(input =>
        {
            input["tls"] = tls;
            input["port"] = tls == "implicit" ? server.ImplicitPort : server.Port;
            input["ca_certificate"] = server.Ca;
            input["user"] = "robot";
            input["password"] = "s3cret-word";
        }), Token);

        Texts(output, "accepted").ShouldBe(["ada@example.com"]);
    }

    [Fact]
    public async Task Send_CertificateOfNobody_Fails()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input["tls"] = "starttls"), Token);

        failure.Code.ShouldBe("mail_certificate");
        failure.Retryable.ShouldBeFalse();
        failure.Message.ShouldStartWith($"The certificate of localhost:{server.Port} is not trusted: ");
    }

    [Fact]
    public async Task Send_CertificateOfAnotherName_Fails()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["tls"] = "starttls";
            input["host"] = "127.0.0.2";
            input["ca_certificate"] = server.Ca;
        }), Token);

        // The server listens on 127.0.0.1 alone, so that another address is not reached at all.
        failure.Code.ShouldBe("network_unreachable");
    }

    [Fact]
    public async Task Send_CertificateByAnother_Fails()
    {
        using var other = TestCertificate.Create("localhost");

        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["tls"] = "starttls";
            input["ca_certificate"] = other.ExportCertificatePem();
        }), Token);

        failure.Code.ShouldBe("mail_certificate");
    }

    [Fact]
    public async Task Send_WrongPassword_FailsWithoutIt()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["user"] = "robot";
            input["password"] = "wrong-word";
            input["allow_clear_login"] = true;
        }), Token);

        failure.Code.ShouldBe("mail_authentication");
        failure.Retryable.ShouldBeFalse();
        failure.Message.ShouldStartWith($"localhost:{server.Port} does not let 'robot' in: ");
        failure.ToString().ShouldNotContain("wrong-word");
    }

    [Fact]
    public async Task Send_RecipientRefused_FailsAndSendsNothing()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input["to"] = new JsonArray("ada@example.com", "nobody@example.com")), Token);

        failure.Code.ShouldBe("mail_recipient_refused");
        failure.Status.ShouldBe(550);
        failure.Retryable.ShouldBeFalse();
        failure.Message.ShouldStartWith($"localhost:{server.Port} refused the recipient 'nobody@example.com' with 550: ");
    }

    [Fact]
    public async Task Send_RecipientRefusedAndPartialAllowed_SendsToTheOthers()
    {
        var output = await _bench.RunAsync("mail.send", Input(input =>
        {
            input["to"] = new JsonArray("ada@example.com", "nobody@example.com");
            input["allow_partial"] = true;
        }), Token);

        Texts(output, "accepted").ShouldBe(["ada@example.com"]);
        Texts(output, "rejected").ShouldBe(["nobody@example.com"]);
    }

    [Fact]
    public async Task Send_AllRefusedAndPartialAllowed_Fails()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["to"] = new JsonArray("nobody@example.com");
            input["allow_partial"] = true;
        }), Token);

        failure.Code.ShouldBe("mail_recipient_refused");
    }

    [Theory]
    [InlineData(451, true)]
    [InlineData(554, false)]
    public async Task Send_MessageRefused_IsRetryableByStatus(int status, bool retryable)
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input["subject"] = $"status {status}"), Token);

        failure.Code.ShouldBe("mail_message_refused");
        failure.Status.ShouldBe(status);
        failure.Retryable.ShouldBe(retryable);
        failure.Message.ShouldBe($"localhost:{server.Port} refused the message with {status}: not today.");
    }

    [Theory]
    [InlineData("subject", "a\r\nBcc: eve@example.com", "'subject' has a line end or another control character, which it must not have.")]
    [InlineData("from", "a@example.com\nX: y", "'from' has a line end or another control character, which it must not have.")]
    [InlineData("from", "robot", "'from' has 'robot', but must have an address such as Ada <ada@example.com>.")]
    [InlineData("password", "secret-word", "'password' and 'access_token' need a 'user'.")]
    [InlineData("ca_certificate", "nonsense", "'ca_certificate' has no certificate in PEM form.")]
    public async Task Send_WrongInput_Fails(string name, string value, string message)
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input[name] = value), Token);

        (failure.Code, failure.Message).ShouldBe(("mail_input", message));
    }

    [Theory]
    [InlineData("X-A", "b\nBcc: eve@example.com", "'headers.X-A' has a line end or another control character, which it must not have.")]
    [InlineData("X A", "b", "'headers' has a name 'X A', but names have letters, digits, '-' and '_' alone.")]
    [InlineData("bcc", "eve@example.com", "'headers' has 'bcc', which is not for workflows to set, or has an input of its own.")]
    public async Task Send_WrongHeader_Fails(string name, string value, string message)
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input["headers"] = new JsonObject { [name] = value }), Token);

        (failure.Code, failure.Message).ShouldBe(("mail_input", message));
    }

    [Fact]
    public async Task Send_PasswordInTheClear_Fails()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["user"] = "robot";
            input["password"] = "s3cret-word";
        }), Token);

        failure.Code.ShouldBe("mail_input");
    }

    [Fact]
    public async Task Send_MoreThanMaxSize_Fails()
    {
        _bench.Write("big.txt", new string('x', 100));

        var failure = await _bench.FailAsync("mail.send", Input(input =>
        {
            input["max_size"] = 50;
            input["attachments"] = new JsonArray(new JsonObject { ["path"] = "big.txt" });
        }), Token);

        (failure.Code, failure.Message).ShouldBe(
            ("mail_too_large", "The message has more than 50 bytes of text and attachments. Raise 'max_size', or send less."));
    }

    [Fact]
    public async Task Send_NobodyListens_IsRetryable()
    {
        var failure = await _bench.FailAsync("mail.send", Input(input => input["port"] = SmtpFixture.FreePort()), Token);

        (failure.Code, failure.Retryable).ShouldBe(("network_unreachable", true));
    }

    private JsonObject Input(Action<JsonObject>? change = null)
    {
        var input = new JsonObject
        {
            ["host"] = "localhost",
            ["port"] = server.Port,
            ["tls"] = "none",
            ["from"] = "robot@example.com",
            ["to"] = new JsonArray("Ada <ada@example.com>"),
            ["subject"] = "hi",
            ["text"] = "hello",
        };
        change?.Invoke(input);
        return input;
    }

    private static IEnumerable<string?> Texts(JsonElement output, string name) =>
        output.GetProperty(name).EnumerateArray().Select(item => item.GetString());
}
