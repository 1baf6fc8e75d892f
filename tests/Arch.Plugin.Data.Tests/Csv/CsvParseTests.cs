using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Csv;

public sealed class CsvParseTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_QuotedFields_KeepsDelimitersQuotesAndLineBreaks()
    {
        var output = await _bench.RunAsync("csv.parse", new { text = "a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n" }, Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"a":"x, \"y\"","b":"1\n2"}]""");
        output.GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("6.02e23", "6.02e23")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("", "null")]
    [InlineData("007", "\"007\"")]
    [InlineData("+49", "\"+49\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("2026-11-23", "\"2026-11-23\"")]
    public async Task RunAsync_InferTypes_ConvertsWhatLosesNothing(string field, string expected)
    {
        var output = await _bench.RunAsync("csv.parse", new { text = $"x,y\n{field},z\n", infer_types = true }, Token);

        output.GetProperty("rows")[0].GetProperty("x").GetRawText().ShouldBe(expected);
    }

    [Fact]
    public async Task RunAsync_NoHeaderNoColumns_GivesArrays()
    {
        var output = await _bench.RunAsync("csv.parse", new { text = "1;2\n3;4\n", header = false, delimiter = ";" }, Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[["1","2"],["3","4"]]""");
        output.GetProperty("columns").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_ColumnsGiven_ReplaceTheHeader()
    {
        var output = await _bench.RunAsync("csv.parse", new { text = "a,b\n1,2\n", columns = new[] { "x", "y" } }, Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"x":"1","y":"2"}]""");
    }

    [Fact]
    public async Task RunAsync_SkipAndLimit_GivesThatPartAndSaysThereIsMore()
    {
        _bench.Write("n.csv", "n\n" + string.Join('\n', Enumerable.Range(0, 100)) + "\n");

        var output = await _bench.RunAsync("csv.parse", new { file = "n.csv", skip = 10, limit = 2 }, Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"n":"10"},{"n":"11"}]""");
        output.GetProperty("truncated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_ExactlyLimitRows_IsNotTruncated()
    {
        var output = await _bench.RunAsync("csv.parse", new { text = "n\n1\n2\n", limit = 2 }, Token);

        output.GetProperty("truncated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_ByteOrderMarkInFile_IsNotPartOfTheFirstName()
    {
        await File.WriteAllBytesAsync(_bench.PathOf("bom.csv"), [0xEF, 0xBB, 0xBF, .. "é,b\n1,2\n"u8], Token);

        var output = await _bench.RunAsync("csv.parse", new { file = "bom.csv" }, Token);

        output.GetProperty("columns").GetRawText().ShouldBe("""["é","b"]""");
    }

    [Fact]
    public async Task RunAsync_ShortRow_HasNullForWhatIsMissing()
    {
        var output = await _bench.RunAsync("csv.parse", new { text = "a,b\n1\n" }, Token);

        output.GetProperty("rows").GetRawText().ShouldBe("""[{"a":"1","b":null}]""");
    }

    [Fact]
    public async Task RunAsync_LongRow_NamesTheLine()
    {
        var failure = await _bench.FailAsync("csv.parse", new { text = "a,b\n1,2\n1,2,3\n" }, Token);

        failure.Code.ShouldBe("invalid_csv");
        failure.Message.ShouldBe("The row at line 3 has 3 fields; there are 2 columns.");
    }

    [Fact]
    public async Task RunAsync_ColumnTwice_NamesIt()
    {
        var failure = await _bench.FailAsync("csv.parse", new { text = "a,a\n1,2\n" }, Token);

        failure.Message.ShouldBe("The column 'a' is there 2 times. Name the columns with the input 'columns'.");
    }

    [Fact]
    public async Task RunAsync_UnclosedQuote_Fails()
    {
        var failure = await _bench.FailAsync("csv.parse", new { text = "a\n\"x\ny\n" }, Token);

        failure.Code.ShouldBe("invalid_csv");
    }

    [Fact]
    public async Task RunAsync_TextAndFile_Fails()
    {
        var failure = await _bench.FailAsync("csv.parse", new { text = "a", file = "a.csv" }, Token);

        failure.Message.ShouldBe("Give exactly one of the inputs 'text', 'file'; 2 of them are given.");
    }

    [Fact]
    public async Task RunAsync_MissingFile_Fails()
    {
        var failure = await _bench.FailAsync("csv.parse", new { file = "none.csv" }, Token);

        (failure.Code, failure.Message, failure.Retryable).ShouldBe(("file_not_found", "'none.csv' does not exist.", false));
    }

    [Fact]
    public async Task RunAsync_DelimiterIsQuote_Fails()
    {
        var failure = await _bench.FailAsync("csv.parse", new { text = "a", delimiter = "\"" }, Token);

        failure.Code.ShouldBe("invalid_input");
    }

    [Fact]
    public async Task RunAsync_ResultOverLimit_SaysToTakeParts()
    {
        _bench.Write("big.csv", "a\n" + string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", 66 * 1024)));

        var failure = await _bench.FailAsync("csv.parse", new { file = "big.csv" }, Token);

        failure.Code.ShouldBe("too_large");
        failure.Message.ShouldEndWith("Take the data in parts, or leave it in its file.");
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        _bench.Write("n.csv", "n\n1\n");
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _bench.RunAsync("csv.parse", new { file = "n.csv" }, source.Token));
    }
}
