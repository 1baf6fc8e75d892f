using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Sdk.Analyzers;

/// <summary>Finds what keeps a plugin in memory after it was unloaded, or data after its run.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnloadingAnalyzer : PluginAnalyzer
{
    private static readonly string[] Timers = ["System.Threading.Timer", "System.Timers.Timer", "System.Threading.ITimer", "System.Threading.PeriodicTimer"];
    private static readonly string[] Live = ["System.Threading.Thread", "System.Threading.Tasks.Task", .. Timers];
    private static readonly string[] OfTheProcess = ["System.AppDomain", "System.Runtime.Loader.AssemblyLoadContext"];

    private static readonly string[] Changes =
    [
        "Add", "AddFirst", "AddLast", "AddOrUpdate", "AddRange", "Clear", "Enqueue", "GetOrAdd", "GetOrCreateValue", "Insert", "Push", "Remove",
        "TryAdd", "TryRemove", "TryUpdate", "UnionWith", "Set",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.StaticEvent, Rules.StaticCache, Rules.LiveThread, Rules.PinnedHandle, Rules.TypeDescriptor];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        start.RegisterOperationAction(Event, OperationKind.EventAssignment);
        start.RegisterOperationAction(Creation, OperationKind.ObjectCreation);
        start.RegisterOperationAction(Invocation, OperationKind.Invocation);
        start.RegisterOperationAction(Assignment, OperationKind.SimpleAssignment);
        start.RegisterSymbolAction(Member, SymbolKind.Field, SymbolKind.Property);
    }

    private static void Event(OperationAnalysisContext context)
    {
        var assignment = (IEventAssignmentOperation)context.Operation;
        if (!assignment.Adds || assignment.EventReference is not IEventReferenceOperation reference)
        {
            return;
        }

        var isOfTheProcess = reference.Event.IsStatic || OfTheProcess.Contains(reference.Event.ContainingType.FullName());
        // A context that is unloaded is the plugin's own, and this event the place to stop what the plugin started.
        var isOfItsOwn = reference.Event.Name == "Unloading" && reference.Event.ContainingType.Name == "AssemblyLoadContext";
        if (isOfTheProcess && !isOfItsOwn && !IsTakenBack(assignment, reference.Event))
        {
            Report(context, Rules.StaticEvent, reference.Event.Short());
        }
    }

    // Whoever unsubscribes in the same method has thought of it.
    private static bool IsTakenBack(IOperation operation, IEventSymbol subscribed) => Root(operation).Descendants()
        .OfType<IEventAssignmentOperation>()
        .Any(other => !other.Adds && other.EventReference is IEventReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Event, subscribed));

    private static void Creation(OperationAnalysisContext context)
    {
        var type = context.Operation.Type;
        var name = type.FullName();
        if (name == "System.Threading.Thread" || (Timers.Contains(name) && !IsInUsing(context.Operation)))
        {
            Report(context, Rules.LiveThread, $"new {type!.Name}");
        }
    }

    private static bool IsInUsing(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IUsingOperation usingOperation)
            {
                return usingOperation.Resources.Syntax.Span.Contains(operation.Syntax.Span);
            }

            if (current is IUsingDeclarationOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static void Invocation(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var type = call.TargetMethod.ContainingType.FullName();
        if (call.TargetMethod.Name == "Alloc" && type == "System.Runtime.InteropServices.GCHandle")
        {
            Report(context, Rules.PinnedHandle);
        }
        else if (type == "System.ComponentModel.TypeDescriptor")
        {
            Report(context, Rules.TypeDescriptor);
        }
        else if (Changes.Contains(call.TargetMethod.Name) && StaticCollection(call.Instance) is { } collection && !IsStart(context))
        {
            Report(context, Rules.StaticCache, collection.Short());
        }
    }

    private static void Assignment(OperationAnalysisContext context)
    {
        if (((ISimpleAssignmentOperation)context.Operation).Target is IPropertyReferenceOperation { Property.IsIndexer: true } indexer
            && StaticCollection(indexer.Instance) is { } collection && !IsStart(context))
        {
            Report(context, Rules.StaticCache, collection.Short());
        }
    }

    private static ISymbol? StaticCollection(IOperation? instance)
    {
        var member = (instance as IMemberReferenceOperation)?.Member;
        // What others own, such as Console.Out, is no cache of the plugin.
        return member is IFieldSymbol or IPropertySymbol && member.IsStatic && member.Locations.Any(location => location.IsInSource)
            && IsCollection(instance!.Type)
            ? member
            : null;
    }

    private static bool IsCollection(ITypeSymbol? type) => type is not null
        && (type.AllInterfaces.Any(candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable)
            || type.FullName() is "System.Runtime.CompilerServices.ConditionalWeakTable" or "Microsoft.Extensions.Caching.Memory.MemoryCache"
                or "Microsoft.Extensions.Caching.Memory.IMemoryCache");

    private static bool IsStart(OperationAnalysisContext context) =>
        context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol or IPropertySymbol;

    private static void Member(SymbolAnalysisContext context)
    {
        var member = context.Symbol;
        var type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property when Keeps(property) => property.Type,
            _ => null,
        };
        if (member.IsStatic && type.IsOrDerivesFrom(Live))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.LiveThread, member.Locations[0], member.Short()));
        }
    }

    // A property that is computed keeps nothing; another has a field that nobody wrote.
    private static bool Keeps(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static IOperation Root(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root;
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), arguments));
}
