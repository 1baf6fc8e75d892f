using Microsoft.CodeAnalysis;

namespace Arch.Sdk.Analyzers;

/// <summary>Names of symbols as people and metadata write them.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat Metadata = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Gives a type's full name, without type arguments and nullability.</summary>
    public static string FullName(this ITypeSymbol? type) => type?.OriginalDefinition.ToDisplayString(Metadata) ?? "";

    /// <summary>Tells whether a type, or one that it derives from, has one of these names.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, params string[] names)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (names.Contains(current.FullName()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives <c>Type.Member</c>.</summary>
    public static string Short(this ISymbol member) => $"{member.ContainingType?.Name}.{member.Name}";
}
