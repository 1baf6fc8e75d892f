using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Csv;

public sealed class CsvFormatTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_Objects_WritesAllMembersInOrderOfAppearance()
    {
        var rows = new object[] { new { a = 1, b = "x,\"y\"" }, new { c = true, a = (string?)null } };

        var output = await _bench.RunAsync("csv.format", new { rows }, Token);

        output.GetProperty("text").GetString().ShouldBe("a,b,c\n1,\"x,\"\"y\"\"\",\n,,true\n");
        output.GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_ColumnsAndCrlf_WritesThoseWithThat()
    {
        var rows = new object[] { new { a = 1, b = 2 } };

        var output = await _bench.RunAsync("csv.format", new { rows, columns = new[] { "b", "z" }, line_ending = "crlf", delimiter = ";" }, Token);

        output.GetProperty("text").GetString().ShouldBe("b;z\r\n2;\r\n");
    }

    [Fact]
    public async Task RunAsync_Arrays_WritesFieldsAsTheyCome()
    {
        var output = await _bench.RunAsync("csv.format", new { rows = new object[] { new object[] { 1, "two", new { x = 1 } } } }, Token);

        output.GetProperty("text").GetString().ShouldBe("1,two,\"{\"\"x\"\":1}\"\n");
    }

    [Fact]
    public async Task RunAsync_EscapeFormulas_PutsAQuoteInFront()
    {
        var output = await _bench.RunAsync("csv.format", new { rows = new[] { new { a = "=1+1" } }, escape_formulas = true }, Token);

        output.GetProperty("text").GetString()!.ShouldContain("'=1+1");
    }

    [Fact]
    public async Task RunAsync_ToFile_WritesItAndReadsBack()
    {
        var rows = new[] { new { name = "Łódź", n = 1.5 }, new { name = "line\nbreak", n = -2d } };

        var output = await _bench.RunAsync("csv.format", new { rows, file = "out/r.csv" }, Token);
        var back = await _bench.RunAsync("csv.parse", new { file = "out/r.csv", infer_types = true }, Token);

        output.GetProperty("file").GetString().ShouldBe("out/r.csv");
        output.GetProperty("size").GetInt64().ShouldBe(new FileInfo(_bench.PathOf("out/r.csv")).Length);
        back.GetProperty("rows").GetRawText().ShouldBe("""[{"name":"Łódź","n":1.5},{"name":"line\nbreak","n":-2}]""");
    }

    [Fact]
    public async Task RunAsync_RowIsText_NamesIt()
    {
        var failure = await _bench.FailAsync("csv.format", new { rows = new object[] { new { a = 1 }, "x" } }, Token);

        failure.Message.ShouldBe("The input 'rows[1]' is String; it must be an object or an array.");
    }

    [Fact]
    public async Task RunAsync_FailureHalfway_LeavesTheOldFileAndNothingElse()
    {
        _bench.Write("r.csv", "old");

        await _bench.FailAsync("csv.format", new { rows = new object[] { new { a = 1 }, "x" }, file = "r.csv" }, Token);

        _bench.Read("r.csv").ShouldBe("old");
        Directory.GetFiles(_bench.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RunAsync_FileOutsideOfRoots_IsRefused()
    {
        var failure = await _bench.FailAsync("csv.format", new { rows = Array.Empty<object>(), file = "../r.csv" }, Token);

        failure.Code.ShouldBe("ARCH4201");
    }
}
