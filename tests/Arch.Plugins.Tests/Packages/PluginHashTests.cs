using Arch.Plugins.Packages;

namespace Arch.Plugins.Tests.Packages;

public sealed class PluginHashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arch-hash-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_KnownFiles_IsThatOfTheListThatSha256sumWrites()
    {
        Write("b.txt", "b");
        Write("a/c.txt", "c");

        // printf '%s  a/c.txt\n%s  b.txt\n' "$(printf c | sha256sum | cut -c-64)" "$(printf b | sha256sum | cut -c-64)" | sha256sum
        PluginHash.Of(_folder).ShouldBe("cccab2cb327448c3aaf1758993a0517decebb1d33ccf3dac3ce563b046bd237d");
    }

    [Fact]
    public void Files_HiddenAndNested_AreAllThereInOrder()
    {
        Write("b.txt", "b");
        Write(".hidden", "h");
        Write("a/c.txt", "c");

        PluginHash.Files(_folder).Select(file => file.Path).ShouldBe([".hidden", "a/c.txt", "b.txt"]);
    }

    [Theory]
    [InlineData("b.txt", "changed")]
    [InlineData("d.txt", "b")]
    public void Of_AnyChange_IsAnother(string path, string text)
    {
        Write("b.txt", "b");
        var before = PluginHash.Of(_folder);

        Write(path, text);

        PluginHash.Of(_folder).ShouldNotBe(before);
    }

    [Fact]
    public void Of_Times_DoNotCount()
    {
        Write("b.txt", "b");
        var before = PluginHash.Of(_folder);

        File.SetLastWriteTimeUtc(Path.Combine(_folder, "b.txt"), DateTime.UnixEpoch);

        PluginHash.Of(_folder).ShouldBe(before);
    }

    [Fact]
    public void Of_Link_IsRefused()
    {
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "/etc/passwd");

        Should.Throw<PluginPackageException>(() => PluginHash.Of(_folder)).Message
            .ShouldBe($"The plugin holds the link '{link}' to '/etc/passwd'. Put the file itself in its place.");
    }

    [Fact]
    public void Of_LineFeedInAName_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        Write("a\nb", "");

        Should.Throw<PluginPackageException>(() => PluginHash.Of(_folder)).Message
            .ShouldBe(@"The plugin holds the file 'a\u000ab', whose name has control characters. Rename it.");
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
