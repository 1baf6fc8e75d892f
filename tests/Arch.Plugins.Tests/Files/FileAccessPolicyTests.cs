using Arch.Plugins.Files;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Files;

public sealed class FileAccessPolicyTests : IDisposable
{
    private readonly string _base = Directory.CreateTempSubdirectory("arch-files-").FullName;
    private readonly string _work;
    private readonly string _outside;
    private readonly FileAccessPolicy _policy;

    public FileAccessPolicyTests()
    {
        _work = Directory.CreateDirectory(Path.Combine(_base, "inside")).FullName;
        _outside = Directory.CreateDirectory(Path.Combine(_base, "outside")).FullName;
        Directory.CreateDirectory(Path.Combine(_base, "inside-not"));
        Directory.CreateDirectory(Path.Combine(_work, "out"));
        Directory.CreateDirectory(Path.Combine(_work, ".arch"));
        _policy = new FileAccessPolicy(_work, [_work], [Path.Combine(_work, "out") + "/"], [".arch"]);
    }

    public void Dispose() => Directory.Delete(_base, recursive: true);

    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("./a/../b.txt", "b.txt")]
    [InlineData("out/", "out")]
    [InlineData("not/there/yet.txt", "not/there/yet.txt")]
    [InlineData(".", "")]
    [InlineData("../inside/a.txt", "a.txt")]
    [InlineData(".archive/x", ".archive/x")]
    public void Resolve_InsideOfARoot_GivesTheFullPath(string path, string expected) =>
        _policy.Resolve(path, FileIntent.Read).ShouldBe(Path.TrimEndingDirectorySeparator(Path.Combine(_work, expected)));

    [Theory]
    [InlineData("../outside/a.txt")]
    [InlineData("..")]
    [InlineData("../inside-not/a.txt")]
    [InlineData("out/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("/")]
    [InlineData("../WORK/a.txt")]
    public void Resolve_OutsideOfEveryRoot_IsRefused(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names differ by case alone on other systems only");

        Should.Throw<StepException>(() => _policy.Resolve(path, FileIntent.Read)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_ReadOnlyFolder_RefusesWritingAndNamesWhatIsAllowed()
    {
        var failure = Should.Throw<StepException>(() => _policy.Resolve("a.txt", FileIntent.Write));

        failure.Code.ShouldBe("ARCH4201");
        failure.Message.ShouldContain("'a.txt'");
        failure.Message.ShouldContain("written");
        failure.Message.ShouldContain(Path.Combine(_work, "out"));
    }

    [Fact]
    public void Resolve_WriteRoot_MayBeReadAndWritten()
    {
        var path = Path.Combine(_work, "out", "a.txt");

        _policy.Resolve("out/a.txt", FileIntent.Write).ShouldBe(path);
        _policy.Resolve(path, FileIntent.Read).ShouldBe(path);
    }

    [Theory]
    [InlineData(".arch")]
    [InlineData(".arch/arch.db")]
    [InlineData("out/../.arch/x")]
    public void Resolve_DeniedFolder_IsRefused(string path) =>
        Should.Throw<StepException>(() => _policy.Resolve(path, FileIntent.Read)).Code.ShouldBe("ARCH4201");

    [Fact]
    public void Resolve_LinkToDeniedFolder_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(_work, "innocent"), Path.Combine(_work, ".arch"));

        Should.Throw<StepException>(() => _policy.Resolve("innocent/arch.db", FileIntent.Read)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_LinkToFileOutside_IsRefused()
    {
        File.WriteAllText(Path.Combine(_outside, "secret"), "x");
        File.CreateSymbolicLink(Path.Combine(_work, "link"), Path.Combine(_outside, "secret"));

        Should.Throw<StepException>(() => _policy.Resolve("link", FileIntent.Read)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_NewFileBelowLinkOut_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(_work, "out", "sub"), _outside);

        Should.Throw<StepException>(() => _policy.Resolve("out/sub/new/a.txt", FileIntent.Write)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_DanglingLinkOut_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_work, "out", "dangling"), Path.Combine(_outside, "not-there-yet"));

        Should.Throw<StepException>(() => _policy.Resolve("out/dangling", FileIntent.Write)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_DotsAfterLink_GoUpFromWhereTheLinkLeads()
    {
        Directory.CreateDirectory(Path.Combine(_outside, "deep"));
        Directory.CreateSymbolicLink(Path.Combine(_work, "link"), Path.Combine(_outside, "deep"));

        Should.Throw<StepException>(() => _policy.Resolve("link/../secret", FileIntent.Read)).Code.ShouldBe("ARCH4201");
    }

    [Fact]
    public void Resolve_ChainOfRelativeLinksInside_IsFollowed()
    {
        File.WriteAllText(Path.Combine(_work, "real"), "x");
        File.CreateSymbolicLink(Path.Combine(_work, "one"), "real");
        Directory.CreateSymbolicLink(Path.Combine(_work, "out", "up"), "..");
        File.CreateSymbolicLink(Path.Combine(_work, "two"), "out/up/one");

        _policy.Resolve("two", FileIntent.Read).ShouldBe(Path.Combine(_work, "real"));
    }

    [Fact]
    public void Resolve_LinksInACircle_AreRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_work, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_work, "b"), "a");

        Should.Throw<StepException>(() => _policy.Resolve("a/x", FileIntent.Read)).Code.ShouldBe("ARCH4202");
    }

    [Fact]
    public void Resolve_RootThatIsALink_StandsForWhatItLeadsTo()
    {
        var link = Path.Combine(_base, "link");
        Directory.CreateSymbolicLink(link, _work);
        var policy = new FileAccessPolicy(link, [link], [], []);

        policy.Resolve("a.txt", FileIntent.Read).ShouldBe(Path.Combine(_work, "a.txt"));
        policy.Resolve(Path.Combine(link, "a.txt"), FileIntent.Read).ShouldBe(Path.Combine(_work, "a.txt"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void Resolve_NotAPath_IsRefused(string path) =>
        Should.Throw<StepException>(() => _policy.Resolve(path, FileIntent.Read)).Code.ShouldBe("ARCH4202");

    [Fact]
    public void Resolve_NoRoots_RefusesEverything()
    {
        var policy = new FileAccessPolicy(_work, [], [], []);

        Should.Throw<StepException>(() => policy.Resolve("a.txt", FileIntent.Read)).Message.ShouldContain("none is allowed");
    }

    [Fact]
    public void Display_Path_IsRelativeBelowTheWorkingFolder()
    {
        _policy.Display(Path.Combine(_work, "out", "a.txt")).ShouldBe("out/a.txt");
        _policy.Display(Path.Combine(_outside, "a.txt")).ShouldBe(Path.Combine(_outside, "a.txt"));
    }
}
