using Microsoft.CodeAnalysis;

namespace Arch.Sdk.Analyzers;

/// <summary>The types of Arch.Sdk in a compilation, and what they say of others.</summary>
internal sealed class PluginTypes
{
    private readonly INamedTypeSymbol _step;
    private readonly INamedTypeSymbol? _trigger;
    private readonly INamedTypeSymbol? _stepAttribute;
    private readonly INamedTypeSymbol? _triggerAttribute;

    private PluginTypes(Compilation compilation, INamedTypeSymbol step)
    {
        _step = step;
        _trigger = compilation.GetTypeByMetadataName("Arch.Sdk.Triggers.ITrigger`2");
        _stepAttribute = compilation.GetTypeByMetadataName("Arch.Sdk.StepAttribute");
        _triggerAttribute = compilation.GetTypeByMetadataName("Arch.Sdk.Triggers.TriggerAttribute");
        Files = compilation.GetTypeByMetadataName("Arch.Sdk.IFileAccess");
        Token = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
    }

    public INamedTypeSymbol? Files { get; }

    public INamedTypeSymbol? Token { get; }

    /// <summary>Gets them; <see langword="null"/> when the compilation does not use Arch.Sdk, or is Arch.Sdk.</summary>
    public static PluginTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Arch.Sdk.IStep`2") is { } step
            && !SymbolEqualityComparer.Default.Equals(step.ContainingAssembly, compilation.Assembly)
            ? new PluginTypes(compilation, step)
            : null;

    /// <summary>Gets <c>[Step]</c> or <c>[Trigger]</c> of a class.</summary>
    public AttributeData? Declaration(INamedTypeSymbol type) => type.GetAttributes().FirstOrDefault(attribute =>
        Is(attribute.AttributeClass, _stepAttribute) || Is(attribute.AttributeClass, _triggerAttribute));

    public bool IsTrigger(AttributeData declaration) => Is(declaration.AttributeClass, _triggerAttribute);

    /// <summary>Gets the interfaces with which a class says what it takes and gives.</summary>
    public IEnumerable<INamedTypeSymbol> Contracts(INamedTypeSymbol type) =>
        type.AllInterfaces.Where(candidate => Is(candidate.OriginalDefinition, _step) || Is(candidate.OriginalDefinition, _trigger));

    /// <summary>Tells whether a method is what the host calls: <c>RunAsync</c> or <c>PollAsync</c>.</summary>
    public bool IsEntry(IMethodSymbol method) =>
        method.ContainingType is { } type && Contracts(type).SelectMany(contract => contract.GetMembers()).Any(member =>
            Is(type.FindImplementationForInterfaceMember(member), method));

    private static bool Is(ISymbol? symbol, ISymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);
}
