using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Sdk.Analyzers;

/// <summary>
/// Tells paths that did not come from <c>context.Files</c>: those that are written in the code, or taken from an input. A path that a
/// method is given is its callers' affair.
/// </summary>
internal sealed class UnresolvedPaths(PluginTypes types)
{
    private static readonly string[] PathNames = ["path", "fileName", "sourceFileName", "destFileName", "sourceDirName", "destDirName"];

    public bool IsUnresolved(IArgumentOperation argument) =>
        argument.Parameter is { } parameter
        && PathNames.Contains(parameter.Name)
        && parameter.Type.SpecialType == SpecialType.System_String
        && IsUnresolved(argument.Value, []);

    private bool IsUnresolved(IOperation value, HashSet<ILocalSymbol> seen)
    {
        var all = value.DescendantsAndSelf().ToList();
        if (all.OfType<IInvocationOperation>().Any(IsOfFiles))
        {
            return false;
        }

        if (value.ConstantValue.HasValue || all.OfType<IPropertyReferenceOperation>().Any(IsInput))
        {
            return true;
        }

        return all.OfType<ILocalReferenceOperation>().Any(reference =>
            seen.Add(reference.Local) && Initial(reference) is { } initial && IsUnresolved(initial, seen));
    }

    // context.Files.Resolve(…), an extension of it, or a method that is given the files to resolve with.
    private bool IsOfFiles(IInvocationOperation call) =>
        Is(call.Instance?.Type) || call.Arguments.Any(argument => Is(argument.Value.Type));

    private bool Is(ITypeSymbol? type) => types.Files is not null
        && (SymbolEqualityComparer.Default.Equals(type, types.Files)
            || (type?.AllInterfaces.Contains(types.Files, SymbolEqualityComparer.Default) ?? false));

    private bool IsInput(IPropertyReferenceOperation reference)
    {
        var method = reference.Instance is IParameterReferenceOperation { Parameter: { } parameter } ? parameter.ContainingSymbol as IMethodSymbol : null;
        return method is not null && types.IsEntry(method) && method.Parameters[0].Type.Equals(reference.Instance!.Type, SymbolEqualityComparer.Default);
    }

    private static IOperation? Initial(ILocalReferenceOperation reference)
    {
        var root = (IOperation)reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))?.Initializer?.Value;
    }
}
