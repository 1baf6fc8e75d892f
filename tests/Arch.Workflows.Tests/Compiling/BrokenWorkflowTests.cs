using System.Globalization;
using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class BrokenWorkflowTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(FixtureFiles.Folder("broken"), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Compile_OneMistake_GivesOneDiagnosticAtItsPlace(string file)
    {
        var source = SourceText.Decode(file, File.ReadAllBytes(Path.Combine(FixtureFiles.Folder("broken"), file)));
        var expected = source.Text[..source.Text.IndexOf('\n', StringComparison.Ordinal)].Replace("# expect ", "", StringComparison.Ordinal);

        var compilation = Compile.Compiler().Compile(source);

        var only = compilation.Diagnostics.ShouldHaveSingleItem(string.Join('\n', compilation.Diagnostics));
        string.Create(CultureInfo.InvariantCulture, $"{only.Code} {only.Place.Line}:{only.Place.Column}").ShouldBe(expected, only.ToString());
        compilation.Definition.ShouldBeNull();
    }
}
