using System.IO.Compression;
using Arch.Plugins.Packages;

namespace Arch.Plugins.Tests.Packages;

public sealed class PackageExtractionTests : IDisposable
{
    private readonly string _around = Directory.CreateTempSubdirectory("arch-zip-").FullName;

    private string Folder => Path.Combine(_around, "in");

    public void Dispose() => Directory.Delete(_around, recursive: true);

    [Fact]
    public async Task Extract_PlainFiles_AreThere()
    {
        await ExtractAsync(Zip(zip =>
        {
            Add(zip, "demo/plugin.json", "{}");
            zip.CreateEntry("demo/empty/");
            Add(zip, "demo/sub/a.txt", "a");
        }));

        Directory.EnumerateFiles(_around, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order()
            .ShouldBe(["demo/plugin.json", "demo/sub/a.txt"]);
        (await File.ReadAllTextAsync(Path.Combine(Folder, "demo/sub/a.txt"), TestContext.Current.CancellationToken)).ShouldBe("a");
    }

    [Theory]
    [InlineData("../out.txt", "leads out of its folder")]
    [InlineData("a/../../out.txt", "leads out of its folder")]
    [InlineData("a/./b", "leads out of its folder")]
    [InlineData("/etc/out.txt", "is absolute")]
    [InlineData("C:/out.txt", "is absolute")]
    [InlineData("a\\..\\out.txt", "has a backslash")]
    [InlineData("a//b", "has an empty part")]
    [InlineData("sub/NUL", "is the name of a device")]
    [InlineData("com1.txt", "is the name of a device")]
    [InlineData("a./b", "has a part that ends with a dot or a blank")]
    [InlineData("a\u0001b", "has a character that is not allowed in names of files")]
    public async Task Extract_UnsafePath_IsRefusedBeforeAnythingIsWritten(string path, string fault)
    {
        var zip = Zip(zip =>
        {
            Add(zip, "first.txt", "");
            Add(zip, path, "out");
        });

        var failure = await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip));

        failure.Code.ShouldBe("ARCH4402");
        failure.Message.ShouldBe($"The package's entry '{path.Replace('\u0001', '?')}' {fault}. Pack plain files alone.");
        Directory.EnumerateFiles(_around, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0xA1FF)] // a link
    [InlineData(0x21B6)] // a character device
    [InlineData(0x11B6)] // a pipe
    public async Task Extract_LinkOrDevice_IsRefused(int mode)
    {
        var zip = Zip(zip => Add(zip, "link", "/etc/passwd").ExternalAttributes = mode << 16);

        (await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip))).Message
            .ShouldBe("The package's entry 'link' is a link or a device. Pack plain files alone.");
    }

    [Fact]
    public async Task Extract_OnePathTwice_IsRefused()
    {
        var zip = Zip(zip =>
        {
            Add(zip, "a.dll", "1");
            Add(zip, "A.dll", "2");
        });

        (await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip))).Message
            .ShouldBe("The package's entry 'A.dll' is there twice. Pack plain files alone.");
    }

    [Fact]
    public async Task Extract_TooManyFiles_IsRefused()
    {
        var zip = Zip(zip =>
        {
            Add(zip, "a", "");
            Add(zip, "b", "");
            Add(zip, "c", "");
        });

        (await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip, new PackageLimits { Files = 2 }))).Message
            .ShouldBe("The package has 3 entries; at most 2 are taken. Leave out what the plugin does not need.");
    }

    [Fact]
    public async Task Extract_TooManyBytes_IsRefused()
    {
        var zip = Zip(zip => Add(zip, "a", new string('x', 101)));

        (await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip, new PackageLimits { Bytes = 100 }))).Message
            .ShouldBe("The package holds 101 bytes; at most 100 are taken. Leave out what the plugin does not need.");
    }

    [Fact]
    public async Task Extract_Bomb_IsRefused()
    {
        var zip = Zip(zip => Add(zip, "bomb", new string('0', 20_000_000)));

        var failure = await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(zip));

        failure.Code.ShouldBe("ARCH4403");
        failure.Message.ShouldStartWith("The package has the entry 'bomb' of 20000000 bytes in ");
    }

    [Fact]
    public async Task Extract_LengthIsALie_TakesNoMoreThanWasCounted()
    {
        // The central directory says how long an entry is, and that is what the limits counted.
        var bytes = Zip(zip => Add(zip, "liar", new string('x', 1000))).ToArray();
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 10).ShouldBeTrue();

        await ExtractAsync(new MemoryStream(bytes));

        new FileInfo(Path.Combine(Folder, "liar")).Length.ShouldBe(10);
    }

    [Theory]
    [InlineData("no zip at all")]
    [InlineData("")]
    public async Task Extract_NoZip_SaysSo(string text)
    {
        var failure = await Should.ThrowAsync<PluginPackageException>(() => ExtractAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));

        failure.Code.ShouldBe("ARCH4401");
    }

    private static MemoryStream Zip(Action<ZipArchive> fill)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        stream.Position = 0;
        return stream;
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string path, string text)
    {
        var entry = zip.CreateEntry(path);
        using var writer = new StreamWriter(entry.Open());
        writer.Write(text);
        return entry;
    }

    private async Task ExtractAsync(MemoryStream zip, PackageLimits? limits = null)
    {
        Directory.CreateDirectory(Folder);
        await PackageExtraction.ExtractAsync(zip, Folder, limits ?? PackageLimits.Default, path => path, TestContext.Current.CancellationToken);
    }
}
