using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class ExampleTests
{
    public static TheoryData<string> Examples => Files("workflows");

    public static TheoryData<string> Mistakes => Files("mistakes");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Compile_Example_HasNoErrors(string file)
    {
        var compilation = Compile.Compiler().Compile(Read("workflows", file));

        compilation.Diagnostics.Where(diagnostic => diagnostic.Code != "ARCH3001").ShouldBeEmpty();
        compilation.FullName.ShouldNotBeNull();
    }

    [Fact]
    public void Compile_ExampleWithCompensationAndASignal_IsExecutable() =>
        Compile.Compiler().Compile(Read("workflows", "4_book_trip.yaml")).Definition.ShouldNotBeNull().Nodes.Length.ShouldBe(12);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Compile_Mistake_GivesItsCodeAlone(string file)
    {
        var source = Read("mistakes", file);
        var expected = source.Text[(source.Text.IndexOf("ARCH", StringComparison.Ordinal))..][..8];

        var compilation = Compile.Compiler().Compile(source);

        compilation.Diagnostics
            .Where(diagnostic => diagnostic.Code != "ARCH3001")
            .ShouldHaveSingleItem(string.Join('\n', compilation.Diagnostics))
            .Code.ShouldBe(expected);
        compilation.Definition.ShouldBeNull();
    }

    private static SourceText Read(string folder, string file) =>
        SourceText.Decode(file, File.ReadAllBytes(Path.Combine(FixtureFiles.Folder(folder), file)));

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.GetFiles(FixtureFiles.Folder(folder), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
}
