using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Sdk.Analyzers;

/// <summary>Finds step and trigger classes that the host would refuse.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepClassAnalyzer : PluginAnalyzer
{
    private static readonly Regex Name = new(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.StepClass, Rules.TwiceNamed];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        var declared = new ConcurrentBag<Declared>();
        start.RegisterSymbolAction(context =>
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (types.Declaration(type) is not { } declaration)
            {
                return;
            }

            var (name, version) = Read(declaration);
            declared.Add(new Declared(type, types.IsTrigger(declaration), name, version));
            if (Fault(type, types, declaration, name, version) is { } fault)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.StepClass, type.Locations[0], type.Name, fault));
            }
        }, SymbolKind.NamedType);
        start.RegisterCompilationEndAction(context =>
        {
            foreach (var group in declared.GroupBy(one => (one.IsTrigger, one.Name, one.Version)).Where(group => group.Count() > 1))
            {
                var ordered = group.OrderBy(one => one.Type.ToDisplayString()).ToList();
                foreach (var other in ordered.Skip(1))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Rules.TwiceNamed, other.Type.Locations[0], ordered[0].Type.Name, other.Type.Name, group.Key.Name, group.Key.Version));
                }
            }
        });
    }

    private static string? Fault(INamedTypeSymbol type, PluginTypes types, AttributeData declaration, string name, int version)
    {
        var contract = types.IsTrigger(declaration) ? "ITrigger<TSettings, TItem>" : "IStep<TInput, TOutput>";
        return type.IsStatic || type.IsAbstract ? "is abstract, so the host cannot make it; make it an ordinary class"
            : type.IsGenericType ? "is generic, so the host cannot make it; make it an ordinary class"
            : types.Contracts(type).Count() != 1 ? $"implements {contract} {types.Contracts(type).Count()} times; implement it exactly once"
            : !type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty)
                ? "has no constructor without parameters; take what it needs from its context"
            : !Name.IsMatch(name) ? $"is named '{name}'; use lower-case words joined by dots, such as 'mail.send'"
            : version < 1 ? $"has the version {version}; versions begin at 1"
            : null;
    }

    private static (string Name, int Version) Read(AttributeData declaration)
    {
        var name = declaration.ConstructorArguments.Select(argument => argument.Value).OfType<string>().FirstOrDefault() ?? "";
        var version = declaration.NamedArguments.Where(argument => argument.Key == "Version").Select(argument => argument.Value.Value).OfType<int>();
        return (name, version.DefaultIfEmpty(1).First());
    }

    private sealed class Declared(INamedTypeSymbol type, bool isTrigger, string name, int version)
    {
        public INamedTypeSymbol Type { get; } = type;

        public bool IsTrigger { get; } = isTrigger;

        public string Name { get; } = name;

        public int Version { get; } = version;
    }
}
