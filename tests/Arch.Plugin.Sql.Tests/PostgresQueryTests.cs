using System.Text.Json;
using Arch.Plugin.Sql.Queries;
using Arch.Plugin.Testing;
using Arch.Servers;

namespace Arch.Plugin.Sql.Tests;

public sealed class PostgresQueryTests(Postgres postgres) : IDisposable
{
    private readonly StepBench _bench = new(typeof(QueryStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("1::int2", "smallint", "1")]
    [InlineData("7::int4", "integer", "7")]
    [InlineData("9007199254740991::int8", "bigint", "9007199254740991")]
    [InlineData("9007199254740992::int8", "bigint", "\"9007199254740992\"")]
    [InlineData("12.50::numeric(10,2)", "numeric(10, 2)", "\"12.50\"")]
    [InlineData("1234567890123456789012345678901234567890.5::numeric", "numeric", "\"1234567890123456789012345678901234567890.5\"")]
    [InlineData("0.1::float8", "double precision", "0.1")]
    [InlineData("'NaN'::float8", "double precision", "\"NaN\"")]
    [InlineData("true", "boolean", "true")]
    [InlineData("null::int", "integer", "null")]
    [InlineData("'Grüße'::text", "text", "\"Grüße\"")]
    [InlineData("date '2026-02-03'", "date", "\"2026-02-03\"")]
    [InlineData("timestamp '2026-02-03 04:05:06.7'", "timestamp without time zone", "\"2026-02-03T04:05:06.7\"")]
    [InlineData("timestamptz '2026-02-03 04:05:06+02'", "timestamp with time zone", "\"2026-02-03T02:05:06Z\"")]
    [InlineData("timestamp 'infinity'", "timestamp without time zone", "\"infinity\"")]
    [InlineData("interval '1 day 2 hours'", "interval", "\"P1DT2H\"")]
    [InlineData("'\\x00ff'::bytea", "bytea", "\"AP8=\"")]
    [InlineData("'{\"a\":[1,null]}'::jsonb", "jsonb", "{\"a\":[1,null]}")]
    [InlineData("'0d6a3d6e-1111-4222-8333-444455556666'::uuid", "uuid", "\"0d6a3d6e-1111-4222-8333-444455556666\"")]
    [InlineData("array[1,null,3]", "integer[]", "[1,null,3]")]
    [InlineData("array[['a b','c,\"d'],['NULL','']]", "text[]", "[[\"a b\",\"c,\\\"d\"],[\"NULL\",\"\"]]")]
    [InlineData("int4range(1,5)", "int4range", "\"[1,5)\"")]
    public async Task RunAsync_Value_IsGivenWithoutLoss(string expression, string type, string json)
    {
        var output = await QueryAsync($"select {expression} as v");

        output.GetProperty("columns")[0].GetProperty("type").GetString().ShouldBe(type);
        var value = output.GetProperty("rows")[0].GetProperty("v");
        JsonElement.DeepEquals(value, JsonElement.Parse(json)).ShouldBeTrue(value.GetRawText());
        output.GetProperty("truncated").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("select @v + 1 as v", "41", "42")]
    [InlineData("select @v::bigint as v", "5000000000", "5000000000")]
    [InlineData("select @v as v", "1.25", "\"1.25\"")]
    [InlineData("select @v as v", "true", "true")]
    [InlineData("select :v as v", "\"it's; @x -- no\"", "\"it's; @x -- no\"")]
    [InlineData("select @v::date + 1 as v", "\"2026-02-28\"", "\"2026-03-01\"")]
    [InlineData("select @v::text is null as v", "null", "true")]
    [InlineData("select 3 = any(@v) as v", "[1,3]", "true")]
    [InlineData("select 'b' = any(@v) as v", "[\"a\",\"b\",null]", "true")]
    [InlineData("select 3 = any(@v) as v", "[]", "false")]
    [InlineData("select @v->'a' as v", "{\"a\":{\"b\":1}}", "{\"b\":1}")]
    [InlineData("select '@v' || ':v'::text || @v /* @v */ || $q$;@v$q$ as v -- @v", "\"x\"", "\"@v:vx;@v\"")]
    [InlineData("select 1=@v as v;", "1", "true")]
    [InlineData("select (array[5,6,7])[1:2] as v, @v as w", "1", "[5,6]")]
    public async Task RunAsync_Parameter_IsSentTyped(string sql, string value, string expected)
    {
        var output = await QueryAsync(sql, new { v = JsonElement.Parse(value) });

        var seen = output.GetProperty("rows")[0].GetProperty("v");
        JsonElement.DeepEquals(seen, JsonElement.Parse(expected)).ShouldBeTrue(seen.GetRawText());
    }

    [Fact]
    public async Task RunAsync_ParameterTypes_DecideWhatIsSent()
    {
        var output = await _bench.RunAsync(
            "sql.query",
            postgres.Input(new
            {
                sql = "select @b as b, @j as j, pg_typeof(@t)::text as t",
                parameters = new { b = "AP8=", j = JsonElement.Parse("[1]"), t = 5 },
                parameter_types = new { b = "bytes", j = "json", t = "text" },
            }),
            Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"b":"AP8=","j":[1],"t":"text"}]""");
    }

    [Fact]
    public async Task RunAsync_MoreRowsThanMax_TruncatesWithoutReadingTheRest()
    {
        var output = await _bench.RunAsync(
            "sql.query", postgres.Input(new { sql = "select generate_series(1, 1000000000) as i", max_rows = 2 }), Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"i":1},{"i":2}]""");
        output.GetProperty("count").GetInt32().ShouldBe(2);
        output.GetProperty("truncated").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("select 1; select 2", "sql_several_statements", "'sql' holds more than one statement; it must be one. Use the statements of 'sql.transaction' for several.")]
    [InlineData("-- nothing", "sql_input", "'sql' holds no statement.")]
    [InlineData("selec 1", "sql_syntax", "'sql': syntax error at or near \"selec\" (SQLSTATE 42601).")]
    [InlineData("select * from nowhere", "sql_no_such_table", "'sql': relation \"nowhere\" does not exist (SQLSTATE 42P01).")]
    [InlineData("select nothing", "sql_no_such_column", "'sql': column \"nothing\" does not exist (SQLSTATE 42703).")]
    [InlineData("select @id", "sql_parameters", "The statement uses '@id', and 'parameters' has no 'id'.")]
    [InlineData("select 1 as a, 2 as a", "sql_input", "The result has the column 'a' 2 times. Give each a name of its own with 'as'.")]
    [InlineData("select 1/0", "sql_invalid_data", "'sql': division by zero (SQLSTATE 22012).")]
    [InlineData("create table x (id int)", "sql_read_only", "'sql': cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006).")]
    [InlineData("select set_config('transaction_read_only', 'off', false), nextval('s')", "sql_no_such_table", "'sql': relation \"s\" does not exist (SQLSTATE 42P01).")]
    public async Task RunAsync_WrongStatement_FailsWithItsCode(string sql, string code, string message)
    {
        var failure = await _bench.FailAsync("sql.query", postgres.Input(new { sql }), Token);

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_ReadOnlyTurnedOff_IsRefused()
    {
        var failure = await _bench.FailAsync(
            "sql.query", postgres.Input(new { sql = "select set_config('transaction_read_only', 'off', false)" }), Token);

        failure.Message.ShouldBe("'sql': transaction read-write mode must be set before any query (SQLSTATE 25001).");
    }

    [Fact]
    public async Task RunAsync_UnusedParameter_IsRefused()
    {
        var failure = await _bench.FailAsync("sql.query", postgres.Input(new { sql = "select 1", parameters = new { id = 1 } }), Token);

        failure.Message.ShouldBe("'parameters' has 'id', and the statement does not use '@id'.");
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsTheStatementOnTheServer()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _bench.RunAsync("sql.query", postgres.Input(new { sql = "select pg_sleep(600), 'cancelled-one' as v" }), cancel.Token);
        await Wait.UntilAsync(async () => await RunningAsync("cancelled-one") == 1, "the statement runs", Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        await Wait.UntilAsync(async () => await RunningAsync("cancelled-one") == 0, "the statement ended", Token);
    }

    [Fact]
    public async Task RunAsync_Timeout_EndsTheStatementOnTheServer()
    {
        var running = _bench.FailAsync(
            "sql.query", postgres.Input(new { sql = "select pg_sleep(600), 'timed-out' as v", timeout = "5s" }), Token);
        await Wait.UntilAsync(async () => await RunningAsync("timed-out") == 1, "the statement runs", Token);

        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await running;
        failure.Code.ShouldBe("sql_timeout");
        failure.Message.ShouldBe("The work on the database did not finish within the timeout of 5 s.");
        failure.Retryable.ShouldBeTrue();
        await Wait.UntilAsync(async () => await RunningAsync("timed-out") == 0, "the statement ended", Token);
    }

    private async Task<int> RunningAsync(string mark)
    {
        // The context of its own keeps its clock away from the one that the tests move.
        using var bench = new StepBench(typeof(QueryStep).Assembly);
        var output = await bench.RunAsync(
            "sql.query",
            postgres.Input(new
            {
                sql = "select count(*)::int as n from pg_stat_activity where state = 'active' and query like '%''' || @mark || '''%' and pid <> pg_backend_pid()",
                parameters = new { mark },
            }),
            Token);
        return output.GetProperty("rows")[0].GetProperty("n").GetInt32();
    }

    private Task<JsonElement> QueryAsync(string sql, object? parameters = null) =>
        _bench.RunAsync("sql.query", postgres.Input(new { sql, parameters = parameters ?? new { } }), Token);
}
