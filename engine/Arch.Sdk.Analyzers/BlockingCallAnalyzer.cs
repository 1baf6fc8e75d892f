using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Sdk.Analyzers;

/// <summary>Finds code that blocks a thread until something is done.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : PluginAnalyzer
{
    private static readonly string[] Tasks = ["System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask"];

    private static readonly string[] Awaiters =
    [
        "System.Runtime.CompilerServices.TaskAwaiter",
        "System.Runtime.CompilerServices.ValueTaskAwaiter",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.BlockingCall];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        start.RegisterOperationAction(Property, OperationKind.PropertyReference);
        start.RegisterOperationAction(Invocation, OperationKind.Invocation);
    }

    private static void Property(OperationAnalysisContext context)
    {
        var property = ((IPropertyReferenceOperation)context.Operation).Property;
        if (property.Name == "Result" && Tasks.Contains(property.ContainingType.FullName()))
        {
            Report(context, property, "");
        }
    }

    private static void Invocation(OperationAnalysisContext context)
    {
        var method = ((IInvocationOperation)context.Operation).TargetMethod;
        var type = method.ContainingType.FullName();
        if (method.Name == "Sleep" && type == "System.Threading.Thread")
        {
            Report(context, method, ": Task.Delay with 'context.Time' and the token");
        }
        else if ((method.Name is "Wait" or "WaitAll" or "WaitAny" && Tasks.Contains(type))
            || (method.Name == "GetResult" && Awaiters.Contains(type)))
        {
            Report(context, method, "");
        }
    }

    private static void Report(OperationAnalysisContext context, ISymbol member, string instead) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.BlockingCall, context.Operation.Syntax.GetLocation(), member.Short(), instead));
}
