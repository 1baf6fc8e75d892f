using System.IO.Compression;
using Arch.Plugin.Data.Content;
using Arch.Plugin.Testing;

namespace Arch.Plugin.Data.Tests.Zip;

public sealed class ZipTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task CreateAndExtract_FolderAndFile_GiveTheSameFiles()
    {
        _bench.Write("in/a.txt", "A");
        _bench.Write("in/sub/b.txt", "B");
        _bench.Write("c.txt", "C");

        var created = await _bench.RunAsync("zip.create", new { sources = new[] { "in", "c.txt" }, file = "o.zip" }, Token);
        var extracted = await _bench.RunAsync("zip.extract", new { file = "o.zip", folder = "out" }, Token);

        created.GetProperty("entries").GetRawText().ShouldBe("""["in/a.txt","in/sub/b.txt","c.txt"]""");
        extracted.GetProperty("files").GetRawText().ShouldBe("""["out/in/a.txt","out/in/sub/b.txt","out/c.txt"]""");
        extracted.GetProperty("size").GetInt64().ShouldBe(3);
        _bench.Read("out/in/sub/b.txt").ShouldBe("B");
    }

    [Fact]
    public async Task Create_FolderWithLinkOut_PassesTheLinkOver()
    {
        _bench.Write("in/a.txt", "A");
        File.CreateSymbolicLink(_bench.PathOf("in/passwd"), "/etc/passwd");

        var created = await _bench.RunAsync("zip.create", new { sources = new[] { "in" }, file = "o.zip" }, Token);

        created.GetProperty("entries").GetRawText().ShouldBe("""["in/a.txt"]""");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("a\\..\\evil.txt")]
    [InlineData("C:evil.txt")]
    [InlineData("a//b")]
    public async Task Extract_NameThatLeadsOut_UnpacksNothing(string name)
    {
        MakeZip("evil.zip", ("good.txt", "x"), (name, "x"));

        var failure = await _bench.FailAsync("zip.extract", new { file = "evil.zip", folder = "out" }, Token);

        failure.Code.ShouldBe("unsafe_archive");
        failure.Message.ShouldBe($"The entry '{name}' would lead out of the folder; nothing was unpacked.");
        Directory.Exists(Path.Combine(_bench.Folder, "out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Extract_Link_IsRefused()
    {
        MakeZip("l.zip", ("link", "/etc/passwd"));
        await using (var zip = await ZipFile.OpenAsync(_bench.PathOf("l.zip"), ZipArchiveMode.Update, Token))
        {
            zip.Entries[0].ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        var failure = await _bench.FailAsync("zip.extract", new { file = "l.zip", folder = "out" }, Token);

        failure.Message.ShouldBe("The entry 'link' is a link or device; nothing was unpacked.");
    }

    [Fact]
    public async Task Extract_ThroughLinkInTheFolder_IsRefused()
    {
        MakeZip("o.zip", ("sub/evil.txt", "x"));
        Directory.CreateDirectory(_bench.PathOf("out"));
        var elsewhere = Directory.CreateTempSubdirectory("arch-");
        Directory.CreateSymbolicLink(Path.Combine(_bench.Folder, "out", "sub"), elsewhere.FullName);

        var failure = await _bench.FailAsync("zip.extract", new { file = "o.zip", folder = "out" }, Token);

        failure.Code.ShouldBe("ARCH4201");
        elsewhere.GetFiles().ShouldBeEmpty();
        elsewhere.Delete();
    }

    [Fact]
    public async Task Extract_MoreThanMaxSize_IsRefusedBeforeWriting()
    {
        MakeZip("bomb.zip", ("zeros", new string('0', 1_000_000)));

        var failure = await _bench.FailAsync("zip.extract", new { file = "bomb.zip", folder = "out", max_size = 999_999 }, Token);

        failure.Message.ShouldBe("'bomb.zip' would unpack to 1000000 bytes; 'max_size' allows 999999.");
    }

    [Fact]
    public async Task Extract_SizeThatLies_IsDamaged()
    {
        MakeZip("lie.zip", ("zeros", new string('0', 1_000_000)));
        var bytes = await File.ReadAllBytesAsync(_bench.PathOf("lie.zip"), Token);
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 10u).ShouldBeTrue();
        await File.WriteAllBytesAsync(_bench.PathOf("lie.zip"), bytes, Token);

        var failure = await _bench.FailAsync("zip.extract", new { file = "lie.zip", folder = "out", max_size = 1000 }, Token);

        failure.Message.ShouldBe("The entry 'zeros' is damaged: its checksum is wrong.");
        Directory.GetFiles(Path.Combine(_bench.Folder, "out")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Extract_TooManyFiles_IsRefused()
    {
        MakeZip("many.zip", ("a", ""), ("b", ""), ("c", ""));

        var failure = await _bench.FailAsync("zip.extract", new { file = "many.zip", folder = "out", max_files = 2 }, Token);

        failure.Message.ShouldBe("'many.zip' holds 3 files; 'max_files' allows 2.");
    }

    [Fact]
    public async Task Extract_FileIsThere_FailsUnlessOverwriteIsSet()
    {
        MakeZip("o.zip", ("a.txt", "new"));
        _bench.Write("out/a.txt", "old");

        var failure = await _bench.FailAsync("zip.extract", new { file = "o.zip", folder = "out" }, Token);
        var old = _bench.Read("out/a.txt");
        await _bench.RunAsync("zip.extract", new { file = "o.zip", folder = "out", overwrite = true }, Token);

        (failure.Code, old, _bench.Read("out/a.txt")).ShouldBe(("file_exists", "old", "new"));
    }

    [Fact]
    public async Task Extract_NotAZip_Fails()
    {
        _bench.Write("x.zip", "not a zip");

        var failure = await _bench.FailAsync("zip.extract", new { file = "x.zip", folder = "out" }, Token);

        failure.Code.ShouldBe("invalid_archive");
    }

    private void MakeZip(string path, params ReadOnlySpan<(string Name, string Text)> entries)
    {
        using var zip = ZipFile.Open(_bench.PathOf(path), ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
