using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Sdk.Analyzers;

/// <summary>Finds steps that go on although their attempt was cancelled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : PluginAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.TokenUnused, Rules.TokenNotPassed];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        if (types.Token is { } token)
        {
            start.RegisterOperationBlockAction(context => Block(context, types));
            start.RegisterOperationAction(context => Await(context, token), OperationKind.Await);
        }
    }

    private static void Block(OperationBlockAnalysisContext context, PluginTypes types)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !types.IsEntry(method))
        {
            return;
        }

        var all = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        var isUsed = all.OfType<IParameterReferenceOperation>().Any(reference => IsToken(reference.Parameter.Type, types.Token!));
        if (!isUsed && all.Any(operation => operation is IAwaitOperation))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.TokenUnused, method.Locations[0], method.Short()));
        }
    }

    private static void Await(OperationAnalysisContext context, INamedTypeSymbol token)
    {
        if (Called(((IAwaitOperation)context.Operation).Operation) is not { } call
            || TokenAtHand(context.Operation, token) is not { } atHand)
        {
            return;
        }

        var omitted = call.Arguments.Any(argument =>
            argument.ArgumentKind == ArgumentKind.DefaultValue && IsToken(argument.Parameter?.Type, token));
        var passed = call.Arguments.Any(argument =>
            argument.ArgumentKind != ArgumentKind.DefaultValue && IsToken(argument.Parameter?.Type, token));
        if (omitted || (!passed && HasOverload(call.TargetMethod, token)))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rules.TokenNotPassed, call.Syntax.GetLocation(), call.TargetMethod.Short(), atHand.Name));
        }
    }

    // The call below ConfigureAwait.
    private static IInvocationOperation? Called(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => Called(task),
        IInvocationOperation call => call,
        IConversionOperation conversion => Called(conversion.Operand),
        _ => null,
    };

    private static IParameterSymbol? TokenAtHand(IOperation operation, INamedTypeSymbol token)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            var method = current switch
            {
                IAnonymousFunctionOperation function => function.Symbol,
                ILocalFunctionOperation function => function.Symbol,
                _ => null,
            };
            if (method?.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type, token)) is { } own)
            {
                return own;
            }

            if (method is { IsStatic: true })
            {
                return null; // it does not see what is around it
            }
        }

        return (operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is { } symbol ? Outermost(symbol) : null)
            ?.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type, token));
    }

    private static IMethodSymbol? Outermost(ISymbol symbol)
    {
        var method = symbol as IMethodSymbol;
        while (method?.ContainingSymbol is IMethodSymbol around)
        {
            method = around;
        }

        return method;
    }

    private static bool HasOverload(IMethodSymbol method, INamedTypeSymbol token)
    {
        var called = (method.ReducedFrom ?? method).OriginalDefinition;
        return called.ContainingType.GetMembers(called.Name).OfType<IMethodSymbol>().Any(other =>
            other.IsStatic == called.IsStatic
            && other.DeclaredAccessibility == Accessibility.Public
            && other.TypeParameters.Length == called.TypeParameters.Length
            && other.Parameters.Length == called.Parameters.Length + 1
            && IsToken(other.Parameters[other.Parameters.Length - 1].Type, token)
            && called.Parameters.Zip(other.Parameters, IsSame).All(isSame => isSame));
    }

    // Type parameters of two methods are different symbols of one name.
    private static bool IsSame(IParameterSymbol left, IParameterSymbol right) =>
        left.RefKind == right.RefKind && left.Type.ToDisplayString() == right.Type.ToDisplayString();

    private static bool IsToken(ITypeSymbol? type, INamedTypeSymbol token) => SymbolEqualityComparer.Default.Equals(type, token);
}
