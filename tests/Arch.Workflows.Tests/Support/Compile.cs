using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Tests.Support;

/// <summary>Compiles test workflows with the fixture's step types.</summary>
internal static class Compile
{
    public static WorkflowCompiler Compiler(FixtureFiles? files = null)
    {
        files ??= new FixtureFiles();
        return new WorkflowCompiler(new JavaScriptLanguage(), new FixtureCatalog(), files, files);
    }

    public static WorkflowCompilation Text(string text, FixtureFiles? files = null) =>
        Compiler(files).Compile(new SourceText("test.yaml", text));

    /// <summary>Compiles steps with some inputs and variables around them; the steps begin on line 13.</summary>
    public static WorkflowCompilation Steps(string steps, string end = "", FixtureFiles? files = null) =>
        Text(Around + Indent(steps) + "\n" + end, files);

    /// <summary>Gives the errors as <c>CODE line:column</c>.</summary>
    public static IReadOnlyList<string> Errors(WorkflowCompilation compilation) =>
        [.. compilation.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Code} {diagnostic.Place.Line}:{diagnostic.Place.Column}")];

    private static string Indent(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line));

    private const string Around = """
        arch: 1
        id: test
        namespace: tests
        inputs:
          name: {type: string}
          count: {type: integer}
          color: {type: string, enum: [red, green, blue]}
          items: {type: array, items: {type: object, properties: {sku: {type: string}, qty: {type: integer}}}}
          note: {type: string, optional: true}
          key: {type: secret, optional: true}
        vars: {total: {type: integer, default: 0}, label: {type: string, default: ""}}
        steps:

        """;
}
