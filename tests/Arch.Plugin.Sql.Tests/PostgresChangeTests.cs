using System.Text.Json;
using Arch.Plugin.Sql.Queries;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Servers;

namespace Arch.Plugin.Sql.Tests;

public sealed class PostgresChangeTests(Postgres postgres) : IDisposable
{
    private readonly StepBench _bench = new(typeof(QueryStep).Assembly);
    private readonly string _table = Postgres.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Execute_ParameterSets_GiveWhatEachAffected()
    {
        await CreateAsync();

        var output = await RunAsync("sql.execute", new
        {
            sql = $"update {_table} set name = @name where id >= @id",
            parameter_sets = new object[] { new { id = 1, name = "x" }, new { id = 2, name = "y" }, new { id = 9, name = "z" } },
        });

        output.GetRawText().ShouldBe("""{"affected":3,"affected_each":[2,1,0]}""");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"x"},{"id":2,"name":"y"}]""");
    }

    [Fact]
    public async Task Execute_OneSetFails_UndoesAll()
    {
        await CreateAsync();

        var failure = await FailAsync("sql.execute", new
        {
            sql = $"insert into {_table} values (@id, 'n')",
            parameter_sets = new object[] { new { id = 3 }, new { id = 1 } },
        });

        failure.Code.ShouldBe("sql_unique_violation");
        failure.Message.ShouldBe($"'sql': duplicate key value violates unique constraint \"{_table}_pkey\" (SQLSTATE 23505).");
        failure.Retryable.ShouldBeFalse();
        failure.Details!.ToJsonString().ShouldBe($$"""{"sqlstate":"23505","table":"{{_table}}","constraint":"{{_table}}_pkey"}""");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");
    }

    [Theory]
    [InlineData("insert into T (id) values (5)", "sql_not_null_violation")]
    [InlineData("insert into T values (-5, 'x')", "sql_check_violation")]
    [InlineData("insert into T_child values (77)", "sql_foreign_key_violation")]
    [InlineData("insert into T values ('abc', 'x')", "sql_invalid_data")]
    public async Task Execute_Violation_HasItsCode(string sql, string code)
    {
        await CreateAsync();
        await postgres.ExecuteAsync(_bench, $"create table {_table}_child (parent int references {_table})");

        var failure = await FailAsync("sql.execute", new { sql = sql.Replace("T", _table, StringComparison.Ordinal) });

        failure.Code.ShouldBe(code);
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task Transaction_Statements_TakeEffectTogether()
    {
        await CreateAsync();

        var output = await RunAsync("sql.transaction", new
        {
            isolation = "serializable",
            statements = new object[]
            {
                new { execute = $"update {_table} set name = @n where id = 1", parameters = new { n = "z" }, expect = new { rows = 1 } },
                new { query = $"insert into {_table} values (3, 'c') returning id" },
                new { query = "select current_setting('transaction_isolation') as level" },
            },
        });

        output.GetProperty("affected").GetInt64().ShouldBe(1);
        output.GetProperty("results")[1].GetProperty("rows").GetRawText().ShouldBe("""[{"id":3}]""");
        output.GetProperty("results")[2].GetProperty("rows").GetRawText().ShouldBe("""[{"level":"serializable"}]""");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"z"},{"id":2,"name":"b"},{"id":3,"name":"c"}]""");
    }

    [Fact]
    public async Task Transaction_ExpectationNotMet_UndoesAll()
    {
        await CreateAsync();

        var failure = await FailAsync("sql.transaction", new
        {
            statements = new object[]
            {
                new { execute = $"delete from {_table} where id = 1" },
                new { execute = $"delete from {_table} where id = 7", expect = new { rows = 1 } },
            },
        });

        failure.Code.ShouldBe("sql_expectation");
        failure.Message.ShouldBe("'statements[1]' affected 0 rows; 1 were expected. Everything was undone.");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");
    }

    [Fact]
    public async Task Transaction_Deadlock_IsRetryable()
    {
        await CreateAsync();

        // The advisory locks make each hold its row before it asks for the other's.
        async Task<StepException?> LockAsync(int mine, int other)
        {
            using var bench = new StepBench(typeof(QueryStep).Assembly);
            try
            {
                await bench.RunAsync("sql.transaction", postgres.Input(new
                {
                    statements = new object[]
                    {
                        new { execute = $"update {_table} set name = 'm' where id = {mine}" },
                        new { query = "select pg_sleep(0.3)::text as s" },
                        new { execute = $"update {_table} set name = 'o' where id = {other}" },
                    },
                }), Token);
                return null;
            }
            catch (StepException e)
            {
                return e;
            }
        }

        var failures = await Task.WhenAll(LockAsync(1, 2), LockAsync(2, 1));

        var failure = failures.Single(one => one is not null)!;
        failure.Code.ShouldBe("sql_deadlock");
        failure.Message.ShouldBe("'statements[2]': deadlock detected (SQLSTATE 40P01).");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Connection_EndedByTheServer_IsRetryable()
    {
        var running = _bench.FailAsync("sql.query", postgres.Input(new { sql = "select pg_sleep(600), 'killed-one' as v" }), Token);
        using var other = new StepBench(typeof(QueryStep).Assembly);
        await Wait.UntilAsync(
            async () => (await other.RunAsync(
                "sql.query",
                postgres.Input(new { sql = "select pg_terminate_backend(pid) as v from pg_stat_activity where state = 'active' and query like '%''killed-one''%' and pid <> pg_backend_pid()" }),
                Token)).GetProperty("count").GetInt32() == 1,
            "the statement runs and is ended",
            Token);

        var failure = await running;

        failure.Code.ShouldBe("sql_connection_lost");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Execute_WithoutRight_IsDenied()
    {
        await CreateAsync();
        await postgres.ExecuteAsync(_bench, $"create role {_table}_reader login password 'pw'");

        var input = postgres.Input(new { sql = $"delete from {_table}" });
        input["user"] = _table + "_reader";
        input["password"] = "pw";
        var failure = await _bench.FailAsync("sql.execute", input, Token);

        failure.Code.ShouldBe("sql_permission_denied");
        failure.Message.ShouldBe($"'sql': permission denied for table {_table} (SQLSTATE 42501).");
    }

    [Theory]
    [InlineData("fail", """{"read":2,"loaded":2,"skipped":0}""", """[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":3,"name":"tab\t\\n\n'\""},{"id":4,"name":"d"}]""")]
    [InlineData("skip", """{"read":3,"loaded":2,"skipped":1}""", """[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":3,"name":"tab\t\\n\n'\""},{"id":4,"name":"d"}]""")]
    [InlineData("replace", """{"read":3,"loaded":3,"skipped":0}""", """[{"id":1,"name":"new"},{"id":2,"name":"b"},{"id":3,"name":"tab\t\\n\n'\""},{"id":4,"name":"d"}]""")]
    public async Task BulkLoad_Rows_FollowOnConflict(string onConflict, string output, string after)
    {
        await CreateAsync();
        List<object> rows = [new { id = 3, name = "tab\t\\n\n'\"" }, new { id = 4, name = "d" }];
        if (onConflict != "fail")
        {
            rows.Add(new { id = 1, name = "new" });
        }

        var seen = await RunAsync("sql.bulk_load", new { table = $"public.{_table}", rows, on_conflict = onConflict });

        seen.GetRawText().ShouldBe(output);
        (await RowsAsync()).ShouldBe(after);
    }

    [Fact]
    public async Task BulkLoad_ConflictWithFail_LoadsNothing()
    {
        await CreateAsync();

        var failure = await FailAsync("sql.bulk_load", new { table = _table, rows = new object[] { new { id = 3, name = "c" }, new { id = 1, name = "x" } } });

        failure.Code.ShouldBe("sql_unique_violation");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");
    }

    [Fact]
    public async Task BulkLoad_CsvFile_IsReadWithProgress()
    {
        await CreateAsync();
        _bench.Write("rows.csv", "name,id,more\n" + string.Concat(Enumerable.Range(10, 5_000).Select(i => $"\"n, {i}\",{i},x\n")));

        var output = await RunAsync("sql.bulk_load", new { table = _table, csv_file = "rows.csv", columns = JsonElement.Parse("""["id","name"]""") });

        output.GetProperty("loaded").GetInt64().ShouldBe(5_000);
        _bench.Context.Progress.Count.ShouldBe(6);
        var check = await RunAsync("sql.query", new { sql = $"select name from {_table} where id = 5009" });
        check.GetProperty("rows").GetRawText().ShouldBe("""[{"name":"n, 5009"}]""");
    }

    private Task<JsonElement> CreateAsync() => _bench.RunAsync(
        "sql.transaction",
        postgres.Input(new
        {
            statements = new object[]
            {
                new { execute = $"create table {_table} (id int primary key check (id > 0), name text not null)" },
                new { execute = $"insert into {_table} values (1, 'a'), (2, 'b')" },
            },
        }),
        Token);

    private async Task<string> RowsAsync() =>
        (await RunAsync("sql.query", new { sql = $"select id, name from {_table} order by id" })).GetProperty("rows").GetRawText();

    private Task<JsonElement> RunAsync(string step, object input) => _bench.RunAsync(step, postgres.Input(input), Token);

    private Task<StepException> FailAsync(string step, object input) => _bench.FailAsync(step, postgres.Input(input), Token);
}
