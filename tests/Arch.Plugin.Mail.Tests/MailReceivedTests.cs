using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Plugin.Mail.Sending;
using Arch.Plugin.Testing;
using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugin.Mail.Tests;

public sealed class MailReceivedTests : IClassFixture<ImapFixture>, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly StepBench _bench = new(typeof(MailSendStep).Assembly);
    private readonly ImapFixture _server;
    private readonly string _user;

    public MailReceivedTests(ImapFixture server)
    {
        _server = server;
        _user = server.AddUser();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Poll_FirstLook_BeginsWithWhatComesFromNowOn()
    {
        Deliver("old", 0);
        var first = await PollAsync(null);
        Deliver("new", 1);

        var second = await PollAsync(first.Cursor);
        var third = await PollAsync(second.Cursor);

        first.Items.ShouldBeEmpty();
        Subjects(second).ShouldBe(["new"]);
        second.HasMore.ShouldBeFalse();
        third.Items.ShouldBeEmpty();
        third.Cursor!.Split(';')[0].ShouldBe(second.Cursor!.Split(';')[0]);
    }

    [Fact]
    public async Task Poll_FromTheBeginning_GivesAllWithinTheLimitALook()
    {
        for (var i = 0; i < 5; i++)
        {
            Deliver($"m{i}", i);
        }

        var first = await PollAsync(null, Beginning(settings => settings["limit"] = 2));
        var second = await PollAsync(first.Cursor, Beginning(settings => settings["limit"] = 2));
        var third = await PollAsync(second.Cursor, Beginning(settings => settings["limit"] = 2));

        Subjects(first).Concat(Subjects(second)).Concat(Subjects(third)).ShouldBe(["m0", "m1", "m2", "m3", "m4"]);
        (first.HasMore, second.HasMore, third.HasMore).ShouldBe((true, true, false));
    }

    [Fact]
    public async Task Poll_Filter_GivesWhatMatches()
    {
        Deliver("Invoice 1", 0);
        Deliver("Other", 1);
        Deliver("invoice 2", 2, from: "eve@elsewhere.test");

        var news = await PollAsync(null, Beginning(settings => settings["filter"] = new JsonObject { ["from"] = "@example.com", ["subject"] = "invoice" }));

        Subjects(news).ShouldBe(["Invoice 1"]);
    }

    [Fact]
    public async Task Poll_WholeMessage_IsParsedAndSaved()
    {
        _server.Deliver(_user, """
            From: "Ada Byron" <ada@example.com>
            To: robot@example.com
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Message-ID: <m1@example.com>
            Date: Mon, 23 Nov 2026 10:00:00 +0100
            X-Team: blue
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            hello
            --b
            Content-Type: text/csv
            Content-Disposition: attachment; filename="../../etc/data.csv"
            Content-Transfer-Encoding: base64

            MSwyCg==
            --b--
            """, Noon);

        var news = await PollAsync(null, Beginning(settings => settings["save_to"] = "in"));

        var item = JsonElement.Parse(news.Items.Single().ItemUtf8.Span);
        item.GetProperty("subject").GetString().ShouldBe("Grüße");
        item.GetProperty("message_id").GetString().ShouldBe("m1@example.com");
        item.GetProperty("from")[0].GetProperty("name").GetString().ShouldBe("Ada Byron");
        item.GetProperty("from")[0].GetProperty("address").GetString().ShouldBe("ada@example.com");
        item.GetProperty("text").GetString()!.Trim().ShouldBe("hello");
        item.GetProperty("headers").GetProperty("x-team").GetString().ShouldBe("blue");
        var attachment = item.GetProperty("attachments")[0];
        attachment.GetProperty("name").GetString().ShouldBe("data.csv");
        attachment.GetProperty("media_type").GetString().ShouldBe("text/csv");
        attachment.GetProperty("size").GetInt64().ShouldBe(4);
        var path = attachment.GetProperty("path").GetString()!;
        path.ShouldMatch("^in/[0-9]+-1/data\\.csv$");
        _bench.Read(path).ShouldBe("1,2\n");
    }

    [Fact]
    public async Task Poll_TooLarge_GivesTheEnvelope()
    {
        Deliver("big", 0, text: new string('x', 5000));

        var news = await PollAsync(null, Beginning(settings => settings["max_size"] = 2000));

        var item = JsonElement.Parse(news.Items.Single().ItemUtf8.Span);
        item.GetProperty("is_too_large").GetBoolean().ShouldBeTrue();
        item.GetProperty("subject").GetString().ShouldBe("big");
        item.GetProperty("text").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Poll_MoreThanMaxText_IsCut()
    {
        Deliver("long", 0, text: "1234567890");

        var news = await PollAsync(null, Beginning(settings => settings["max_text"] = 4));

        var item = JsonElement.Parse(news.Items.Single().ItemUtf8.Span);
        item.GetProperty("text").GetString().ShouldBe("1234");
        item.GetProperty("is_truncated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Poll_MarkSeen_MarksOnceTheCursorCameBack()
    {
        Deliver("a", 0);
        var settings = Beginning(settings => settings["mark"] = "seen");

        var first = await PollAsync(null, settings);
        var isSeenBefore = _server.IsSeen(_user);
        var second = await PollAsync(first.Cursor, settings);

        Subjects(first).ShouldBe(["a"]);
        first.HasMore.ShouldBeTrue();
        isSeenBefore.ShouldBeFalse();
        second.Items.ShouldBeEmpty();
        second.HasMore.ShouldBeFalse();
        _server.IsSeen(_user).ShouldBeTrue();
    }

    [Fact]
    public async Task Poll_MarkMove_MovesOnceTheCursorCameBack()
    {
        Deliver("a", 0);
        var settings = Beginning(settings => settings["mark"] = "move:Done");

        var first = await PollAsync(null, settings);
        var before = _server.Count(_user, ".Done");
        await PollAsync(first.Cursor, settings);

        before.ShouldBe(0);
        _server.Count(_user, ".Done").ShouldBe(1);
        _server.Count(_user, "").ShouldBe(0);
    }

    [Fact]
    public async Task Poll_MessagesNumberedAnew_GoesOnByArrivalWithTheSameKeys()
    {
        Deliver("old", 0);
        Deliver("last", 10);
        var first = await PollAsync(null, Beginning());
        _server.Renumber(_user);
        Deliver("new", 20);

        var second = await PollAsync(first.Cursor, Beginning());

        Subjects(second).ShouldBe(["last", "new"]);
        second.Items[0].Key.ShouldBe(first.Items[1].Key);
        second.Cursor!.Split(':')[0].ShouldNotBe(first.Cursor!.Split(':')[0]);
        _bench.Context.Lines.Select(line => line.Level).ShouldContain(PluginLogLevel.Warning);
    }

    [Theory]
    [InlineData("folder", "None", "mail_folder_not_found")]
    [InlineData("password", "wrong-word", "mail_authentication")]
    [InlineData("tls", "starttls", "mail_connection")]
    public async Task Poll_WrongSettings_Fails(string name, string value, string code)
    {
        var settings = Beginning(settings =>
        {
            settings[name] = value;
            settings["timeout"] = "3s";
        });

        var failure = await Should.ThrowAsync<StepException>(() => PollAsync(null, settings));

        failure.Code.ShouldBeOneOf(code, "mail_timeout");
        failure.ToString().ShouldNotContain("wrong-word");
    }

    [Fact]
    public async Task Poll_Starttls_Works()
    {
        Deliver("a", 0);

        var news = await PollAsync(null, Beginning(settings =>
        {
            settings["tls"] = "starttls";
            settings["port"] = _server.Port;
        }));

        Subjects(news).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Poll_CursorOfSomethingElse_Fails()
    {
        var failure = await Should.ThrowAsync<StepException>(() => PollAsync("nonsense"));

        (failure.Code, failure.Message).ShouldBe(
            ("mail_cursor", "The cursor 'nonsense' is not one of mail.received: UIDVALIDITY:UID;seconds;pending."));
    }

    private void Deliver(string subject, int minutes, string from = "ada@example.com", string text = "hello") => _server.Deliver(
        _user, $"From: {from}\nTo: robot@example.com\nSubject: {subject}\nMessage-ID: <{subject.Replace(' ', '-')}@example.com>\n\n{text}\n", Noon.AddMinutes(minutes));

    private JsonObject Beginning(Action<JsonObject>? change = null)
    {
        var settings = Settings();
        settings["from"] = "beginning";
        change?.Invoke(settings);
        return settings;
    }

    private JsonObject Settings() => new()
    {
        ["host"] = "localhost",
        ["port"] = _server.ImplicitPort,
        ["ca_certificate"] = _server.Ca,
        ["user"] = _user,
        ["password"] = "s3cret-word",
    };

    private Task<TriggerNews> PollAsync(string? cursor, JsonObject? settings = null) =>
        _bench.PollAsync("mail.received", settings ?? Settings(), cursor, Token);

    private static IEnumerable<string?> Subjects(TriggerNews news) =>
        news.Items.Select(item => JsonElement.Parse(item.ItemUtf8.Span).GetProperty("subject").GetString());
}
