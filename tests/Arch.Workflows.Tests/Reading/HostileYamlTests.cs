using System.Globalization;
using System.Text;
using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Reading;

/// <summary>Files that hurt other readers: each gives one clear diagnostic, and none hurts the process.</summary>
public sealed class HostileYamlTests
{
    private const string Steps = "arch: 1\nid: a\nsteps: [{id: b, emit: tests.b}]\n";

    private static readonly Dictionary<string, (string Text, string Expected)> Cases = new(StringComparer.Ordinal)
    {
        ["empty"] = ("", "ARCH1000 0:0"),
        ["only spaces"] = ("   \n  \n", "ARCH1000 0:0"),
        ["only a comment"] = ("# nothing\n", "ARCH1000 0:0"),
        ["only markers"] = ("---\n...\n", "ARCH1000 2:4"),
        ["a scalar"] = ("hello\n", "ARCH1000 1:1"),
        ["a list"] = ("- a\n", "ARCH1000 1:1"),
        ["NUL"] = ("arch: 1\0\n", "ARCH0001 1:8"),
        ["bell"] = ("arch: \u0007\n", "ARCH0001 1:7"),
        ["lone high surrogate"] = ("id: \uD800\n", "ARCH0001 1:5"),
        ["lone low surrogate"] = ("id: \uDC00\n", "ARCH0001 1:5"),
        ["U+FFFF"] = ("id: \uFFFF\n", "ARCH0001 1:5"),
        ["byte order mark inside"] = ("id: a\uFEFFb\n", "ARCH0001 1:6"),
        ["line separator"] = ("id: a\u2028b\n", "ARCH0001 1:6"),
        ["next line"] = ("id: a\u0085b\n", "ARCH0001 1:6"),
        ["tab before a key"] = ("\tarch: 1\n", "ARCH0001 1:1"),
        ["tab before a nested key"] = ("a:\n\tb: 1\n", "ARCH0001 2:1"),
        ["tab after spaces"] = ("a:\n  b: 1\n \tc: 1\n", "ARCH0001 3:2"),
        ["tab in a block scalar's indentation"] = ("a: |\n\tx\n", "ARCH0001 2:1"),
        ["tab before a list entry"] = ("a:\n\t- b\n", "ARCH0001 2:1"),
        ["100,000 opening brackets"] = (new string('[', 100_000), "ARCH0002 1:33"),
        ["100,000 opening braces"] = (Repeat("{a: ", 100_000), "ARCH0002 1:129"),
        ["100,000 dashes"] = (Repeat("- ", 100_000), "ARCH0002 1:65"),
        ["5,000 levels of indentation"] = (Indented(500), "ARCH0002 33:33"),
        ["too many nodes"] = ("a: [" + Repeat("1,", 20_001) + "]", "ARCH0002 1:39999"),
        ["a scalar too long"] = ("a: " + new string('x', 65_537), "ARCH0002 1:4"),
        ["a quoted scalar too long"] = ("a: \"" + new string('x', 65_537) + "\"", "ARCH0002 1:4"),
        ["a key too long"] = (new string('x', 65_537) + ": 1", "ARCH0002 1:1"),
        ["a file too large"] = ("# " + new string('x', 524_288), "ARCH0002 0:0"),
        ["a file too large in UTF-8"] = ("# " + new string('é', 262_144), "ARCH0002 0:0"),
        ["billion laughs"] = (Laughs(9), "ARCH0002 5:10"),
        ["quadratic aliases"] = ("a: &a [" + Repeat("1,", 150) + "]\nb: [" + Repeat("*a,", 200) + "]", "ARCH0002 2:398"),
        ["depth through aliases"] = (DeepAliases(20), "ARCH0002 16:13"),
        ["alias of itself"] = ("a: &a [*a]\n", "ARCH0002 1:8"),
        ["alias of itself in a mapping"] = ("&a b: 1\nc: &d {e: *d}\n", "ARCH0002 2:11"),
        ["alias before its anchor"] = ("a: *b\nb: &b 1\n", "ARCH0001 1:4"),
        ["alias of another document"] = ("a: &b 1\n---\nc: *b\n", "ARCH0001 3:4"),
        ["alias as a key"] = ("a: &b c\n*b : 1\n", "ARCH0001 2:1"),
        ["merge key"] = ("a: &a {b: 1}\nc:\n  <<: *a\n", "ARCH0002 3:3"),
        ["merge key loop"] = ("a: &a\n  <<: *a\n", "ARCH0002 2:7"),
        ["duplicate key"] = ("arch: 1\narch: 2\n", "ARCH0002 2:1"),
        ["duplicate key in other quotes"] = ("a: 1\n\"a\": 2\n", "ARCH0002 2:1"),
        ["list as a key"] = ("? [a]\n: b\n", "ARCH0001 1:3"),
        ["mapping as a key"] = ("{a: b}: c\n", "ARCH0001 1:1"),
        ["template of another language"] = ("{{ x }}\n", "ARCH0001 1:2"),
        ["tag of Python"] = ("a: !!python/object:os.system x\n", "ARCH0003 1:4"),
        ["tag of .NET"] = ("a: !<!System.Diagnostics.Process> x\n", "ARCH0003 1:4"),
        ["tag of a type"] = ("a: !!int 5\n", "ARCH0003 1:4"),
        ["tag of binary"] = ("a: !!binary aGk=\n", "ARCH0003 1:4"),
        ["tag with an undeclared handle"] = ("a: !x!y z\n", "ARCH0003 1:4"),
        ["tag with a declared handle"] = ("%TAG !x! tag:example.org,2026:\n---\na: !x!y z\n", "ARCH0003 3:4"),
        ["tag on a mapping"] = ("a: !x {b: 1}\n", "ARCH0003 1:4"),
        ["the bare tag"] = ("a: ! b\n", "ARCH0003 1:4"),
        ["unterminated double quote"] = ("a: \"x\n", "ARCH0001 1:4"),
        ["unterminated single quote"] = ("a: 'x\n", "ARCH0001 1:4"),
        ["unterminated flow mapping"] = ("a: {b: 1\n", "ARCH0001 1:4"),
        ["unterminated flow sequence"] = ("a: [1, 2\nb: 1\n", "ARCH0001 1:4"),
        ["closing bracket too many"] = ("a: [1]]\n", "ARCH0001 1:7"),
        ["reserved indicator"] = ("a: @b\n", "ARCH0001 1:4"),
        ["unknown escape"] = ("a: \"\\q\"\n", "ARCH0001 1:5"),
        ["bad block header"] = ("a: |x\n b\n", "ARCH0001 1:5"),
        ["a number beyond doubles"] = ("a: 1e999\n", "ARCH0004 1:4"),
        ["a number beyond 53 bits"] = ("a: 9007199254740993\n", "ARCH0004 1:4"),
        ["not a number"] = ("a: .nan\n", "ARCH0004 1:4"),
        ["infinity"] = ("a: -.inf\n", "ARCH0004 1:4"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_HostileFile_GivesItsDiagnosticFirst(string name)
    {
        var (text, expected) = Cases[name];

        var compilation = Compile.Text(text);

        var first = compilation.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Code.StartsWith("ARCH000", StringComparison.Ordinal))
            ?? compilation.Diagnostics[0];
        string.Create(CultureInfo.InvariantCulture, $"{first.Code} {first.Place.Line}:{first.Place.Column}").ShouldBe(expected, first.ToString());
        compilation.HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("", "\r")]
    public void Compile_OtherLineEndsOrMark_IsTheSameWorkflow(string mark, string lineEnd)
    {
        var compilation = Compile.Text(mark + Steps.Replace("\n", lineEnd, StringComparison.Ordinal));

        compilation.Diagnostics.ShouldBeEmpty();
        compilation.Definition.ShouldNotBeNull();
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decode_ByteOrderMark_IsObeyed(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var source = SourceText.Decode("f.yaml", [.. encoding.GetPreamble(), .. encoding.GetBytes(Steps)]);

        source.Text.ShouldBe(Steps);
    }

    [Fact]
    public void Compile_BytesThatAreNoText_AreReportedWithTheirPlace()
    {
        var source = SourceText.Decode("f.yaml", [.. "id: "u8, 0xFF, 0xFE, .. "\n"u8]);

        var only = Compile.Compiler().Compile(source).Diagnostics.ShouldHaveSingleItem();

        only.Code.ShouldBe("ARCH0001");
        only.Place.Column.ShouldBe(5);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string Indented(int levels) =>
        string.Concat(Enumerable.Range(0, levels).Select(level => new string(' ', level) + "a:\n"));

    private static string Laughs(int levels)
    {
        var text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < levels; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [");
            text.AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        }

        return text.ToString();
    }

    private static string DeepAliases(int levels)
    {
        var text = new StringBuilder("a0: &a0 [[x]]\n");
        for (var i = 1; i < levels; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [[*a{i - 1}]]\n");
        }

        return text.ToString();
    }
}
