using System.Text.Json;
using Arch.Plugin.Sql.Queries;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Microsoft.Data.Sqlite;

namespace Arch.Plugin.Sql.Tests;

public sealed class SqliteTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(QueryStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("9007199254740993", "\"9007199254740993\"")]
    [InlineData("1.5", "1.5")]
    [InlineData("'ä'", "\"ä\"")]
    [InlineData("x'00ff'", "\"AP8=\"")]
    [InlineData("null", "null")]
    public async Task Query_Value_IsGivenWithoutLoss(string expression, string json)
    {
        await CreateAsync();

        var output = await RunAsync("sql.query", new { sql = $"select {expression} as v" });

        output.GetProperty("rows")[0].GetProperty("v").GetRawText().ShouldBe(json);
    }

    [Fact]
    public async Task Query_DeclaredTypes_AreHeldTo()
    {
        await CreateAsync();
        await RunAsync("sql.transaction", new
        {
            statements = new object[]
            {
                new { execute = "create table d (j json, b boolean, n integer)" },
                new { execute = "insert into d values (@j, @b, @n)", parameters = new { j = JsonElement.Parse("""{"a":[1]}"""), b = true, n = 1 } },
            },
        });

        var output = await RunAsync("sql.query", new { sql = "select * from d" });

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"j":{"a":[1]},"b":true,"n":1}]""");
        output.GetProperty("columns").GetRawText().ShouldBe("""[{"name":"j","type":"json"},{"name":"b","type":"boolean"},{"name":"n","type":"INTEGER"}]""", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task Query_NoRows_StillListsColumns()
    {
        await CreateAsync();

        var output = await RunAsync("sql.query", new { sql = "select id, name from t where id = :id", parameters = new { id = 99 } });

        output.GetProperty("columns").GetArrayLength().ShouldBe(2);
        output.GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("select 1; select 2", "sql_several_statements", "'sql' holds more than one statement; it must be one. Use the statements of 'sql.transaction' for several.")]
    [InlineData("select 1; -- and\n /* no more */", null, null)]
    [InlineData("", "ARCH4101", null)]
    [InlineData("-- nothing", "sql_input", "'sql' holds no statement.")]
    [InlineData("selec 1", "sql_syntax", "'sql': near \"selec\": syntax error (SQLite result 1).")]
    [InlineData("select * from nowhere", "sql_no_such_table", "'sql': no such table: nowhere (SQLite result 1).")]
    [InlineData("select missing", "sql_no_such_column", "'sql': no such column: missing (SQLite result 1).")]
    [InlineData("select ?", "sql_parameters", "'sql' has a parameter '?'; write it as @name.")]
    [InlineData("select @id", "sql_parameters", "The statement uses '@id', and 'parameters' has no 'id'.")]
    [InlineData("delete from t", "sql_read_only", "'sql': attempt to write a readonly database (SQLite result 8).")]
    [InlineData("attach 'other.db' as o", "sql_permission_denied", "'sql': not authorized (SQLite result 23).")]
    [InlineData("vacuum into 'other.db'", "sql_permission_denied", "'sql': authorization denied (SQLite result 23).")]
    [InlineData("pragma writable_schema = 1", "sql_permission_denied", "'sql': not authorized (SQLite result 23).")]
    public async Task Query_Statement_SucceedsOrFailsWithItsCode(string sql, string? code, string? message)
    {
        await CreateAsync();

        if (code is null)
        {
            (await RunAsync("sql.query", new { sql })).GetProperty("count").GetInt32().ShouldBe(1);
            return;
        }

        var failure = await FailAsync("sql.query", new { sql });
        failure.Code.ShouldBe(code);
        failure.Retryable.ShouldBeFalse();
        if (message is not null)
        {
            failure.Message.ShouldBe(message);
        }
    }

    [Theory]
    [InlineData("insert into t values (1, 'x')", "sql_unique_violation", "'sql': UNIQUE constraint failed: t.id (SQLite result 1555).")]
    [InlineData("insert into t values (3, null)", "sql_not_null_violation", "'sql': NOT NULL constraint failed: t.name (SQLite result 1299).")]
    [InlineData("insert into t values (-3, 'x')", "sql_check_violation", "'sql': CHECK constraint failed: id > 0 (SQLite result 275).")]
    [InlineData("insert into child values (77)", "sql_foreign_key_violation", "'sql': FOREIGN KEY constraint failed (SQLite result 787).")]
    public async Task Execute_Violation_HasItsCode(string sql, string code, string message)
    {
        await CreateAsync();

        var failure = await FailAsync("sql.execute", new { sql });

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Execute_Vacuum_IsAllowed()
    {
        await CreateAsync();

        (await RunAsync("sql.execute", new { sql = "vacuum" })).GetProperty("affected").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Execute_ParameterSets_AreAllOrNothing()
    {
        await CreateAsync();

        await FailAsync("sql.execute", new { sql = "insert into t values (@id, 'n')", parameter_sets = new object[] { new { id = 3 }, new { id = 1 } } });
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");

        var output = await RunAsync("sql.execute", new { sql = "insert into t values (@id, 'n')", parameter_sets = new object[] { new { id = 3 }, new { id = 4 } } });
        output.GetRawText().ShouldBe("""{"affected":2,"affected_each":[1,1]}""");
    }

    [Fact]
    public async Task Execute_FileIsLocked_FailsRetryable()
    {
        await CreateAsync();
        await using var other = new SqliteConnection($"Data Source={_bench.PathOf("data.db")};Pooling=False");
        await other.OpenAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);

        var failure = await FailAsync("sql.execute", new { sql = "delete from t" });

        failure.Code.ShouldBe("sql_locked");
        failure.Message.ShouldBe("'sql': database is locked (SQLite result 5).");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Query_Cancelled_Ends()
    {
        await CreateAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var running = _bench.RunAsync(
            "sql.query",
            Input(new { sql = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as c from n" }),
            cancel.Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Query_MoreRowsThanMax_Truncates()
    {
        await CreateAsync();

        var output = await RunAsync("sql.query", new { sql = "select id from t order by id", max_rows = 1 });

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"id":1}]""");
        output.GetProperty("truncated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Transaction_ExpectationNotMet_UndoesAll()
    {
        await CreateAsync();

        var failure = await FailAsync("sql.transaction", new
        {
            statements = new object[]
            {
                new { execute = "delete from t where id = 1" },
                new { query = "select id from t", expect = new { rows = 3 } },
            },
        });

        failure.Message.ShouldBe("'statements[1]' gave 1 rows; 3 were expected. Everything was undone.");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");
    }

    [Theory]
    [InlineData("skip", """{"read":2,"loaded":1,"skipped":1}""", """[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":3,"name":"c"}]""")]
    [InlineData("replace", """{"read":2,"loaded":2,"skipped":0}""", """[{"id":1,"name":"new"},{"id":2,"name":"b"},{"id":3,"name":"c"}]""")]
    public async Task BulkLoad_Csv_FollowsOnConflict(string onConflict, string output, string after)
    {
        await CreateAsync();
        _bench.Write("rows.csv", "id,name\n3,c\n1,new\n");

        var seen = await RunAsync("sql.bulk_load", new { table = "t", csv_file = "rows.csv", on_conflict = onConflict });

        seen.GetRawText().ShouldBe(output);
        (await RowsAsync()).ShouldBe(after);
    }

    [Fact]
    public async Task BulkLoad_Conflict_LoadsNothing()
    {
        await CreateAsync();

        var failure = await FailAsync("sql.bulk_load", new { table = "t", rows = new object[] { new { id = 3, name = "c" }, new { id = 1, name = "x" } } });

        failure.Code.ShouldBe("sql_unique_violation");
        (await RowsAsync()).ShouldBe("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""");
    }

    [Theory]
    [InlineData(":memory:", "sql_input", "'file' is ':memory:'. Such a database would end with the step; name a file.")]
    [InlineData("none.db", "file_not_found", "'none.db' does not exist.")]
    public async Task Query_WrongFile_IsRefused(string file, string code, string message)
    {
        var failure = await _bench.FailAsync("sql.query", new { engine = "sqlite", file, sql = "select 1" }, Token);

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Query_FileOutsideOfTheRoots_IsRefused() =>
        (await _bench.FailAsync("sql.query", new { engine = "sqlite", file = "../x.db", sql = "select 1" }, Token)).Code.ShouldBe("ARCH4201");

    [Fact]
    public async Task Query_NotADatabase_HasItsCode()
    {
        _bench.Write("text.db", string.Concat(Enumerable.Repeat("this is no database ", 100)));

        var failure = await _bench.FailAsync("sql.query", new { engine = "sqlite", file = "text.db", sql = "select * from t" }, Token);

        failure.Code.ShouldBe("sql_not_a_database");
    }

    private static Dictionary<string, object?> Input(object more)
    {
        var input = new Dictionary<string, object?> { ["engine"] = "sqlite", ["file"] = "data.db" };
        foreach (var property in more.GetType().GetProperties())
        {
            input[property.Name] = property.GetValue(more);
        }

        return input;
    }

    private Task<JsonElement> CreateAsync() => RunAsync("sql.transaction", new
    {
        create = true,
        statements = new object[]
        {
            new { execute = "create table t (id integer primary key check (id > 0), name text not null)" },
            new { execute = "create table child (parent integer references t)" },
            new { execute = "insert into t values (1, 'a'), (2, 'b')" },
        },
    });

    private async Task<string> RowsAsync() =>
        (await RunAsync("sql.query", new { sql = "select id, name from t order by id" })).GetProperty("rows").GetRawText();

    private Task<JsonElement> RunAsync(string step, object input) => _bench.RunAsync(step, Input(input), Token);

    private Task<StepException> FailAsync(string step, object input) => _bench.FailAsync(step, Input(input), Token);
}
