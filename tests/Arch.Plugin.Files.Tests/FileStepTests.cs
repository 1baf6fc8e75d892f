using System.Text.Json;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Files.Tests;

public sealed class FileStepTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(ReadStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("text", "\"[1,\\n2]\"")]
    [InlineData("json", "[1,\n2]")]
    [InlineData("base64", "\"WzEsCjJd\"")]
    [InlineData("lines", "[\"[1,\",\"2]\"]")]
    public async Task Read_Form_GivesTheContent(string form, string expected)
    {
        _bench.Write("a/b.json", "[1,\n2]");

        var output = await _bench.RunAsync("file.read", new { path = "a/b.json", @as = form }, Token);

        JsonElement.DeepEquals(output.GetProperty("content"), JsonElement.Parse(expected)).ShouldBeTrue(output.GetRawText());
        output.GetProperty("size").GetInt64().ShouldBe(6);
        output.GetProperty("path").GetString().ShouldBe("a/b.json");
    }

    [Theory]
    [InlineData("none.txt", "file_not_found")]
    [InlineData("none/none.txt", "file_not_found")]
    [InlineData("folder", "file_not_found")]
    [InlineData("big.txt", "file_too_large")]
    [InlineData("../a.txt", "ARCH4201")]
    [InlineData(".arch/a.txt", "ARCH4201")]
    [InlineData("out/passwd", "ARCH4201")]
    public async Task Read_NotReadable_Fails(string path, string code)
    {
        Directory.CreateDirectory(_bench.PathOf("folder"));
        _bench.Write("big.txt", "12345");
        Directory.CreateSymbolicLink(_bench.PathOf("out"), "/etc");

        var failure = await _bench.FailAsync("file.read", new { path, max_size = 4 }, Token);

        failure.Code.ShouldBe(code);
        failure.Retryable.ShouldBeFalse();
        failure.Message.ShouldContain($"'{path}'");
    }

    [Fact]
    public async Task Read_NotJson_Fails()
    {
        _bench.Write("a.json", "{");

        (await _bench.FailAsync("file.read", new { path = "a.json", @as = "json" }, Token)).Code.ShouldBe("file_not_json");
    }

    [Fact]
    public async Task Write_Overwrite_MakesFoldersAndReplaces()
    {
        await _bench.RunAsync("file.write", new { path = "x/y/a.txt", content = "first, longer" }, Token);

        var output = await _bench.RunAsync("file.write", new { path = "x/y/a.txt", content = "zwö" }, Token);

        _bench.Read("x/y/a.txt").ShouldBe("zwö");
        output.GetProperty("size").GetInt64().ShouldBe(4);
        Directory.GetFiles(Path.Combine(_bench.Folder, "x/y")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Write_Append_AddsToTheEnd()
    {
        _bench.Write("a.txt", "one\n");

        await _bench.RunAsync("file.write", new { path = "a.txt", content = "two\n", mode = "append" }, Token);

        _bench.Read("a.txt").ShouldBe("one\ntwo\n");
    }

    [Fact]
    public async Task Write_FailIfExists_LeavesTheFile()
    {
        _bench.Write("a.txt", "one");

        var failure = await _bench.FailAsync("file.write", new { path = "a.txt", content = "two", mode = "fail_if_exists" }, Token);

        failure.Code.ShouldBe("file_exists");
        _bench.Read("a.txt").ShouldBe("one");
    }

    [Theory]
    [InlineData(true, "{\n  \"a\": \"ü\"\n}\n")]
    [InlineData(false, "{\"a\":\"ü\"}\n")]
    public async Task Write_Json_IsLaidOut(bool indent, string expected)
    {
        await _bench.RunAsync("file.write", new { path = "a.json", content = new { a = "ü" }, indent }, Token);

        _bench.Read("a.json").ShouldBe(expected);
    }

    [Fact]
    public async Task Write_NoContentOrTwo_Fails()
    {
        (await _bench.FailAsync("file.write", new { path = "a" }, Token)).Code.ShouldBe("file_input");
        (await _bench.FailAsync("file.write", new { path = "a", content = "a", content_base64 = "aGk=" }, Token)).Code.ShouldBe("file_input");
    }

    [Theory]
    [InlineData("*", false, "a.csv b.txt")]
    [InlineData("*.csv", false, "a.csv")]
    [InlineData("*.csv", true, "a.csv d/c.csv d/e/f.csv")]
    [InlineData("d/*.csv", false, "d/c.csv")]
    [InlineData("d/**/*.csv", false, "d/c.csv d/e/f.csv")]
    [InlineData("**/f.???", false, "d/e/f.csv")]
    public async Task List_Glob_GivesTheMatchesSorted(string glob, bool recursive, string expected)
    {
        foreach (var path in new[] { "d/e/f.csv", "b.txt", "a.csv", "d/c.csv", ".arch/secret.csv" })
        {
            _bench.Write(path, "1");
        }

        Directory.CreateSymbolicLink(_bench.PathOf("d/loop"), _bench.Folder);

        var output = await _bench.RunAsync("file.list", new { glob, recursive }, Token);

        string.Join(' ', output.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString())).ShouldBe(expected);
        output.GetProperty("count").GetInt32().ShouldBe(expected.Split(' ').Length);
    }

    [Fact]
    public async Task List_TooManyOrNoFolder_Fails()
    {
        _bench.Write("a", "");
        _bench.Write("b", "");

        (await _bench.FailAsync("file.list", new { max_entries = 1 }, Token)).Code.ShouldBe("file_too_many");
        (await _bench.FailAsync("file.list", new { path = "none" }, Token)).Code.ShouldBe("file_not_found");
    }

    [Fact]
    public async Task Copy_Folder_CopiesAllInIt()
    {
        _bench.Write("a/1.txt", "1");
        _bench.Write("a/b/2.txt", "2");

        var output = await _bench.RunAsync("file.copy", new { from = "a", to = "copy/a" }, Token);

        output.GetProperty("files").GetInt32().ShouldBe(2);
        _bench.Read("copy/a/b/2.txt").ShouldBe("2");
        _bench.Read("a/1.txt").ShouldBe("1");
    }

    [Fact]
    public async Task Copy_FileThatExists_NeedsOverwrite()
    {
        _bench.Write("a", "new");
        _bench.Write("b", "old");

        (await _bench.FailAsync("file.copy", new { from = "a", to = "b" }, Token)).Code.ShouldBe("file_exists");
        await _bench.RunAsync("file.copy", new { from = "a", to = "b", overwrite = true }, Token);

        _bench.Read("b").ShouldBe("new");
    }

    [Fact]
    public async Task Copy_IntoItself_Fails()
    {
        _bench.Write("a/1", "");

        (await _bench.FailAsync("file.copy", new { from = "a", to = "a/b" }, Token)).Code.ShouldBe("file_input");
    }

    [Fact]
    public async Task Move_FileAndFolder_AreAtTheNewPath()
    {
        _bench.Write("a/1", "one");

        await _bench.RunAsync("file.move", new { from = "a", to = "b/c" }, Token);
        await _bench.RunAsync("file.move", new { from = "b/c/1", to = "d/2" }, Token);

        _bench.Read("d/2").ShouldBe("one");
        Directory.Exists(Path.Combine(_bench.Folder, "a")).ShouldBeFalse();
    }

    [Fact]
    public async Task Move_TargetExists_Fails()
    {
        _bench.Write("a", "");
        _bench.Write("b", "");

        (await _bench.FailAsync("file.move", new { from = "a", to = "b" }, Token)).Code.ShouldBe("file_exists");
        (await _bench.FailAsync("file.move", new { from = "none", to = "c" }, Token)).Code.ShouldBe("file_not_found");
    }

    [Fact]
    public async Task Delete_FileFolderNothing_SaysWhatItDid()
    {
        _bench.Write("a", "");
        _bench.Write("d/b", "");

        (await _bench.RunAsync("file.delete", new { path = "a" }, Token)).GetProperty("deleted").GetBoolean().ShouldBeTrue();
        (await _bench.RunAsync("file.delete", new { path = "a" }, Token)).GetProperty("deleted").GetBoolean().ShouldBeFalse();
        (await _bench.FailAsync("file.delete", new { path = "a", must_exist = true }, Token)).Code.ShouldBe("file_not_found");
        (await _bench.FailAsync("file.delete", new { path = "d" }, Token)).Code.ShouldBe("file_input");
        (await _bench.RunAsync("file.delete", new { path = "d", recursive = true }, Token)).GetProperty("deleted").GetBoolean().ShouldBeTrue();

        Directory.Exists(Path.Combine(_bench.Folder, "d")).ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_Link_KeepsWhatItPointsTo()
    {
        _bench.Write("d/a", "kept");
        Directory.CreateSymbolicLink(_bench.PathOf("link"), Path.Combine(_bench.Folder, "d"));

        await _bench.RunAsync("file.delete", new { path = "link", recursive = true }, Token);

        _bench.Read("d/a").ShouldBe("kept");
        Path.Exists(Path.Combine(_bench.Folder, "link")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(".", "file_input")]
    [InlineData("x/..", "file_input")]
    [InlineData(".arch", "ARCH4201")]
    [InlineData("..", "ARCH4201")]
    public async Task Delete_RootOrForbidden_Fails(string path, string code)
    {
        _bench.Write("x/a", "");

        (await _bench.FailAsync("file.delete", new { path, recursive = true }, Token)).Code.ShouldBe(code);

        _bench.Read("x/a").ShouldBe("");
    }

    [Theory]
    [InlineData("file.delete")]
    [InlineData("file.move")]
    public async Task DeleteOrMove_FolderWithSomethingForbiddenInIt_Fails(string stepType)
    {
        _bench.Write("vault/keys/a", "");
        object input = stepType == "file.delete" ? new { path = "vault", recursive = true } : new { from = "vault", to = "open" };

        (await _bench.FailAsync(stepType, input, Token)).Message.ShouldBe("The folder 'vault' holds something that steps may not touch.");

        _bench.Read("vault/keys/a").ShouldBe("");
    }

    [Fact]
    public async Task Delete_RootByItsFullPath_Fails()
    {
        (await _bench.FailAsync("file.delete", new { path = _bench.Folder, recursive = true }, Token)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public async Task Exists_FileFolderNothing_Tells()
    {
        _bench.Write("d/a", "123");

        var file = await _bench.RunAsync("file.exists", new { path = "d/a" }, Token);
        var folder = await _bench.RunAsync("file.exists", new { path = "d" }, Token);
        var nothing = await _bench.RunAsync("file.exists", new { path = "d/b" }, Token);

        (file.GetProperty("exists").GetBoolean(), file.GetProperty("size").GetInt64()).ShouldBe((true, 3));
        (folder.GetProperty("exists").GetBoolean(), folder.GetProperty("is_folder").GetBoolean()).ShouldBe((true, true));
        nothing.GetProperty("exists").GetBoolean().ShouldBeFalse();
    }
}
