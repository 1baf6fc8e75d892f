using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Sdk.Analyzers.Tests;

/// <summary>Compiles a plugin and runs the analyzers on it.</summary>
internal static class Analysis
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.Diagnostics;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Arch.Sdk;
        global using Arch.Sdk.Files;
        global using Arch.Sdk.Triggers;
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Arch.Sdk.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Puts statements into the RunAsync of a step, and members beside it.</summary>
    public static string Step(string body, string members = "") => $$"""
        public sealed record In { [Description("A path.")] public string Path { get; init; } = ""; }
        public sealed record Out { [Description("A text.")] public string Text { get; init; } = ""; }
        [Step("acme.demo")]
        public sealed class DemoStep : IStep<In, Out>
        {
            {{members}}
            public async Task<Out> RunAsync(In input, StepContext context, CancellationToken cancellationToken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                {{body}}
                return new Out();
            }
        }
        """;

    /// <summary>Gives what is found, a code and a message each, in the order of the code.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Acme.Demo",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(source)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        DiagnosticAnalyzer[] analyzers =
        [
            new BlockingCallAnalyzer(), new CancellationAnalyzer(), new UnloadingAnalyzer(), new RecordAnalyzer(), new StepClassAnalyzer(),
            new ContextServicesAnalyzer(),
        ];
        var all = await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. all.OrderBy(found => found.Location.SourceSpan.Start).Select(found => $"{found.Id} {found.GetMessage(CultureInfo.InvariantCulture)}")];
    }

    public static async Task<IReadOnlyList<string>> CodesAsync(string source) =>
        [.. (await FindAsync(source)).Select(found => found[..8])];
}
