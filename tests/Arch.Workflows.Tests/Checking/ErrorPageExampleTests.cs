using System.Text.RegularExpressions;
using Arch.Workflows.Tests.Support;
using Architecture.Tests;

namespace Arch.Workflows.Tests.Checking;

/// <summary>The page of each diagnostic shows text that causes it.</summary>
public sealed partial class ErrorPageExampleTests
{
    // Of these the cause is not in one file: a layout that would change data, two files with one name, a link that leads out, an agent of another file.
    private static readonly string[] WithoutExample = ["ARCH0005", "ARCH1011", "ARCH1101", "ARCH1102", "ARCH1103", "ARCH2114", "ARCH2119"];

    private static readonly string Folder = Path.Combine(Repository.Root, "docs/errors");

    public static TheoryData<string> Codes =>
        [.. Directory.GetFiles(Folder, "ARCH*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(IsOfCompiling).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_Example_CausesTheDiagnostic(string code)
    {
        var match = Example().Match(File.ReadAllText(Path.Combine(Folder, code + ".md")));
        match.Success.ShouldBeTrue($"docs/errors/{code}.md has no '## Example' with a block of YAML.");
        var text = match.Groups["text"].Value;
        var compilation = text.StartsWith("arch:", StringComparison.Ordinal) ? Compile.Text(text) : Compile.Steps(text);
        compilation.Diagnostics.Select(diagnostic => diagnostic.Code).Distinct().ShouldBe([code], string.Join('\n', compilation.Diagnostics));
    }

    private static bool IsOfCompiling(string code) =>
        (code[4] is '0' or '1' || (code[4] == '2' && code[5] < '4')) && !WithoutExample.Contains(code);

    [GeneratedRegex("## Example\\n\\n```yaml\\n(?<text>.*?)\\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
