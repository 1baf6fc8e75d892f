using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Sdk.Analyzers;

/// <summary>Looks through the records with which step and trigger types declare their inputs and outputs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordAnalyzer : PluginAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.UnreadableProperty, Rules.CyclicRecord, Rules.NoInputs, Rules.NoDescription];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        // Many step types share a record, which is said to be wrong once.
        var seen = new ConcurrentDictionary<(string Rule, ISymbol Symbol), bool>();
        start.RegisterSymbolAction(context =>
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (types.Declaration(type) is null)
            {
                return;
            }

            foreach (var contract in types.Contracts(type))
            {
                var walk = new RecordWalk((rule, symbol, arguments) =>
                {
                    if (seen.TryAdd((rule.Id, symbol), true))
                    {
                        // What is wrong with a record of another assembly is said where it is used.
                        var place = symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? type.Locations[0];
                        context.ReportDiagnostic(Diagnostic.Create(rule, place, arguments));
                    }
                });
                walk.Read(contract.TypeArguments[0], isInput: true);
                walk.Read(contract.TypeArguments[1], isInput: false);
            }
        }, SymbolKind.NamedType);
    }

    private sealed class RecordWalk(Action<DiagnosticDescriptor, ISymbol, object[]> report)
    {
        private readonly List<ITypeSymbol> _open = [];
        private string _role = "";

        public void Read(ITypeSymbol record, bool isInput)
        {
            if (record.FullName() == "Arch.Sdk.Nothing" || record is not INamedTypeSymbol named)
            {
                return;
            }

            _role = isInput ? "input" : "output";
            var properties = RecordTypes.Properties(named).ToList();
            if (isInput && properties.Count > 0 && !properties.Exists(property => RecordTypes.CanBeGiven(named, property)))
            {
                report(Rules.NoInputs, named, [named.Name]);
                return;
            }

            Record(named, isInput);
        }

        private void Record(INamedTypeSymbol record, bool isInput)
        {
            _open.Add(record);
            foreach (var property in RecordTypes.Properties(record).Where(property => !isInput || RecordTypes.CanBeGiven(record, property)))
            {
                if (property.Locations.Any(location => location.IsInSource) && !RecordTypes.IsDescribed(record, property))
                {
                    report(Rules.NoDescription, property, [_role, property.Short()]);
                }

                Property(property, property.Type, isInput);
            }

            _open.RemoveAt(_open.Count - 1);
        }

        private void Property(IPropertySymbol property, ITypeSymbol type, bool isInput)
        {
            if (RecordTypes.IsScalar(type))
            {
                return;
            }

            if (RecordTypes.Element(type) is { } element)
            {
                Property(property, element, isInput);
            }
            else if (!RecordTypes.IsRecord(type))
            {
                report(Rules.UnreadableProperty, property, [_role, property.Short(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
            }
            else if (_open.Contains(type, SymbolEqualityComparer.Default))
            {
                report(Rules.CyclicRecord, property, [_role, property.Short(), type.Name]);
            }
            else
            {
                Record((INamedTypeSymbol)type, isInput);
            }
        }
    }
}
