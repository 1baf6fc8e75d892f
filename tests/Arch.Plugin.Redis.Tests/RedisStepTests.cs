using System.Text.Json;
using Arch.Plugin.Redis.Strings;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Servers;

namespace Arch.Plugin.Redis.Tests;

public sealed class RedisStepTests(Redis server) : IDisposable
{
    private readonly StepBench _bench = new(typeof(GetStep).Assembly);
    private readonly string _key = Redis.NewKey();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("\"Grüße\"", "Grüße")]
    [InlineData("12.5", "12.5")]
    [InlineData("{\"a\":[1]}", "{\"a\":[1]}")]
    [InlineData("\"\"", "")]
    public async Task Set_Value_IsGot(string json, string text)
    {
        var set = await RunAsync("redis.set", new { key = _key, value = JsonElement.Parse(json) });
        var got = await RunAsync("redis.get", new { key = _key });

        set.GetRawText().ShouldBe("""{"stored":true,"previous":null}""");
        got.GetProperty("value").GetString().ShouldBe(text);
        got.GetProperty("exists").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Get_Missing_GivesNull() =>
        (await RunAsync("redis.get", new { key = _key })).GetRawText().ShouldBe("""{"value":null,"exists":false}""");

    [Fact]
    public async Task Get_Bytes_NeedBase64()
    {
        await RunAsync("redis.set", new { key = _key, value = "AP8=", encoding = "base64" });

        var failure = await FailAsync("redis.get", new { key = _key });

        failure.Code.ShouldBe("redis_not_text");
        failure.Message.ShouldBe("The value is not text in UTF-8. Ask for it with 'encoding: base64'.");
        (await RunAsync("redis.get", new { key = _key, encoding = "base64" })).GetProperty("value").GetString().ShouldBe("AP8=");
    }

    [Fact]
    public async Task Set_OnlyIf_IsHeldTo()
    {
        (await RunAsync("redis.set", new { key = _key, value = "a", only_if = "present" })).GetRawText().ShouldBe("""{"stored":false,"previous":null}""");
        (await RunAsync("redis.set", new { key = _key, value = "b", only_if = "missing" })).GetRawText().ShouldBe("""{"stored":true,"previous":null}""");
        (await RunAsync("redis.set", new { key = _key, value = "c", only_if = "missing" })).GetRawText().ShouldBe("""{"stored":false,"previous":"b"}""");
        (await RunAsync("redis.set", new { key = _key, value = "d", only_if = "present" })).GetRawText().ShouldBe("""{"stored":true,"previous":"b"}""");
        (await RunAsync("redis.set", new { key = _key, value = "e", only_if = "missing", return_previous = false })).GetRawText().ShouldBe("""{"stored":false,"previous":null}""");
    }

    [Fact]
    public async Task Set_Ttl_EndsTheKey()
    {
        await RunAsync("redis.set", new { key = _key, value = "a", ttl = "1h" });

        (await CommandAsync("PTTL", _key)).GetInt64().ShouldBeInRange(3_500_000, 3_600_000);
        (await RunAsync("redis.set", new { key = _key, value = "b", keep_ttl = true })).GetProperty("previous").GetString().ShouldBe("a");
        (await CommandAsync("PTTL", _key)).GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Delete_IfValue_DeletesOnlyThen()
    {
        await RunAsync("redis.set", new { key = _key, value = "a" });

        (await RunAsync("redis.delete", new { keys = JsonSerializer.SerializeToElement(Enumerable.Repeat(_key, 1)), if_value = "x" }))
            .GetProperty("deleted").GetInt64().ShouldBe(0);
        (await RunAsync("redis.delete", new { keys = JsonSerializer.SerializeToElement(Enumerable.Repeat(_key, 1)), if_value = "a" }))
            .GetProperty("deleted").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Increment_Sums_AreExact()
    {
        (await RunAsync("redis.increment", new { key = _key, ttl = "1h" })).GetRawText().ShouldBe("""{"value":1}""");
        (await RunAsync("redis.increment", new { key = _key, by = -3 })).GetRawText().ShouldBe("""{"value":-2}""");
        (await RunAsync("redis.increment", new { key = _key, by = 0.5 })).GetRawText().ShouldBe("""{"value":-1.5}""");
        (await CommandAsync("PTTL", _key)).GetInt64().ShouldBeGreaterThan(0);
        await RunAsync("redis.set", new { key = _key, value = "9007199254740992" });
        (await RunAsync("redis.increment", new { key = _key })).GetRawText().ShouldBe("""{"value":"9007199254740993"}""");
    }

    [Fact]
    public async Task Hash_Fields_AreSetAndGot()
    {
        (await RunAsync("redis.hash_set", new { key = _key, values = new { a = "1", b = new { c = true } }, ttl = "1h" })).GetProperty("added").GetInt64().ShouldBe(2);

        (await RunAsync("redis.hash_get", new { key = _key })).GetRawText().ShouldBe("""{"values":{"a":"1","b":"{\"c\":true}"},"count":2}""");
        (await RunAsync("redis.hash_get", new { key = _key, fields = JsonElement.Parse("""["b","x"]""") })).GetRawText()
            .ShouldBe("""{"values":{"b":"{\"c\":true}","x":null},"count":1}""");
        (await FailAsync("redis.hash_get", new { key = _key, max_fields = 1 })).Message.ShouldBe($"The hash '{_key}' has 2 fields; 'max_fields' allows 1.");
    }

    [Fact]
    public async Task List_Values_ArePushedAndPopped()
    {
        (await RunAsync("redis.list_push", new { key = _key, values = JsonElement.Parse("""["a","b","c"]""") })).GetProperty("length").GetInt64().ShouldBe(3);

        (await RunAsync("redis.list_pop", new { key = _key, count = 2 })).GetRawText().ShouldBe("""{"values":["a","b"],"count":2}""");
        (await RunAsync("redis.list_pop", new { key = _key, count = 2, side = "right" })).GetRawText().ShouldBe("""{"values":["c"],"count":1}""");
        (await RunAsync("redis.list_pop", new { key = _key })).GetRawText().ShouldBe("""{"values":[],"count":0}""");
    }

    [Fact]
    public async Task Publish_NobodyListens_ReachesNobody() =>
        (await RunAsync("redis.publish", new { channel = _key, message = new { id = 1 } })).GetRawText().ShouldBe("""{"receivers":0}""");

    [Fact]
    public async Task Command_Answer_IsJson()
    {
        (await CommandAsync("ZADD", _key, 2, "b", 1, "a")).GetRawText().ShouldBe("2");
        (await CommandAsync("zrange", _key, 0, -1, "WITHSCORES")).GetRawText().ShouldBe("""["a","1","b","2"]""");
        (await CommandAsync("GET", _key + "-none")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await CommandAsync("TYPE", _key)).GetString().ShouldBe("zset");
    }

    [Theory]
    [InlineData("BLPOP", "it waits, and all steps share the connection")]
    [InlineData("subscribe", "it changes the connection, which all steps share")]
    [InlineData("Select", "it changes the connection, which all steps share")]
    [InlineData("CONFIG", "it runs, watches or stops the server")]
    [InlineData("SCRIPT", "it runs, watches or stops the server")]
    [InlineData("SHUTDOWN", "it runs, watches or stops the server")]
    public async Task Command_Refused_IsNotSent(string command, string reason)
    {
        var failure = await FailAsync("redis.command", new { command, arguments = JsonElement.Parse("""["x"]""") });

        failure.Code.ShouldBe("redis_refused_command");
        failure.Message.ShouldBe($"The command '{command.ToUpperInvariant()}' is refused: {reason}.");
    }

    [Fact]
    public async Task Command_XreadWithBlock_IsRefused()
    {
        var failure = await FailAsync("redis.command", new { command = "XREAD", arguments = JsonElement.Parse("""["block",0,"STREAMS","s","$"]""") });

        failure.Code.ShouldBe("redis_refused_command");
    }

    [Fact]
    public async Task Command_Unknown_HasItsCode() =>
        (await FailAsync("redis.command", new { command = "NOSUCH" })).Code.ShouldBe("redis_unknown_command");

    [Fact]
    public async Task Get_WrongType_HasItsCode()
    {
        await RunAsync("redis.list_push", new { key = _key, values = JsonElement.Parse("[1]") });

        var failure = await FailAsync("redis.get", new { key = _key });

        failure.Code.ShouldBe("redis_wrong_type");
        failure.Message.ShouldBe("'GET': WRONGTYPE Operation against a key holding the wrong kind of value.");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task Lock_TakenByAnother_IsNotAcquired()
    {
        var first = await RunAsync("redis.lock", new { key = _key, ttl = "1m" });
        var again = await RunAsync("redis.lock", new { key = _key, ttl = "1m" });
        var other = await RunAsync("redis.lock", new { key = _key, ttl = "1m", owner = "other" });

        first.GetRawText().ShouldBe("""{"acquired":true,"owner":"run-1/step"}""");
        again.GetProperty("acquired").GetBoolean().ShouldBeTrue();
        other.GetProperty("acquired").GetBoolean().ShouldBeFalse();
        (await RunAsync("redis.unlock", new { key = _key, owner = "other" })).GetRawText().ShouldBe("""{"released":false}""");
        (await RunAsync("redis.unlock", new { key = _key, owner = "run-1/step" })).GetRawText().ShouldBe("""{"released":true}""");
    }

    [Fact]
    public async Task Get_WrongPassword_IsLoginFailed()
    {
        var input = server.Input(new { key = _key });
        input["password"] = "wrong";

        var failure = await _bench.FailAsync("redis.get", input, Token);

        failure.Code.ShouldBe("redis_login_failed");
        failure.Message.ShouldBe($"The server '127.0.0.1', port {server.Port}, refuses the user or the password.");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task Set_UserWhoMayOnlyRead_IsDenied()
    {
        var input = server.Input(new { key = _key, value = "x" });
        input["user"] = "reader";
        input["password"] = "reader-pw";

        (await _bench.FailAsync("redis.set", input, Token)).Code.ShouldBe("redis_permission_denied");
    }

    [Fact]
    public async Task Get_NobodyListens_IsRetryable()
    {
        var port = Ports.Free();
        var failure = await _bench.FailAsync("redis.get", new { host = "127.0.0.1", port, key = "k", tls = "off" }, Token);

        failure.Code.ShouldBe("redis_connection");
        failure.Message.ShouldBe($"The server '127.0.0.1', port {port}, could not be connected to.");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Get_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _bench.RunAsync("redis.get", server.Input(new { key = _key }), cancelled.Token));
    }

    private async Task<JsonElement> CommandAsync(string command, params object[] arguments) =>
        (await RunAsync("redis.command", new { command, arguments })).GetProperty("result");

    private Task<JsonElement> RunAsync(string step, object input) => _bench.RunAsync(step, server.Input(input), Token);

    private Task<StepException> FailAsync(string step, object input) => _bench.FailAsync(step, server.Input(input), Token);
}
