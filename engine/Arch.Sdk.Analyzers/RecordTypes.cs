using Microsoft.CodeAnalysis;

namespace Arch.Sdk.Analyzers;

/// <summary>Which types the host can derive a declaration from; the same as it takes when it loads a plugin.</summary>
internal static class RecordTypes
{
    private static readonly HashSet<string> Scalars =
    [
        "string", "bool", "byte", "short", "ushort", "int", "uint", "long", "float", "double", "decimal", "object",
        "System.TimeSpan", "System.DateOnly", "System.DateTimeOffset", "System.Guid", "System.Uri",
        "System.Text.Json.JsonElement", "System.Text.Json.Nodes.JsonNode", "System.Text.Json.Nodes.JsonObject", "System.Text.Json.Nodes.JsonArray",
    ];

    private static readonly string[] NamespacesOfTheSystem = ["System", "System.IO", "System.Threading"];
    private static readonly string[] Maps = ["System.Collections.Generic.IReadOnlyDictionary", "System.Collections.Generic.IDictionary"];

    public static bool IsScalar(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || Scalars.Contains(type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString())
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsScalar(nullable.TypeArguments[0]))
        || type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };

    /// <summary>Gets what a list, a map with strings as keys or a nullable value holds.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return nullable.TypeArguments[0];
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? array.ElementType : null;
        }

        var all = type.AllInterfaces.Concat(type is INamedTypeSymbol named ? [named] : []).ToList();
        if (all.Find(candidate => Maps.Contains(candidate.FullName())) is { } map)
        {
            return map.TypeArguments[0].SpecialType == SpecialType.System_String ? map.TypeArguments[1] : null;
        }

        return all.Find(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
    }

    public static bool IsRecord(ITypeSymbol type) => type is INamedTypeSymbol { IsRefLikeType: false, IsAbstract: false } named
        && named.TypeKind is TypeKind.Class or TypeKind.Struct
        && named.SpecialType == SpecialType.None
        && !NamespacesOfTheSystem.Contains(named.ContainingNamespace.ToDisplayString())
        && Element(type) is null
        && !named.AllInterfaces.Any(candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>Gets the properties that are part of a record's declaration, those that it inherits too.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol record)
    {
        var names = new HashSet<string>();
        for (var type = record; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                var isPart = !property.IsStatic && !property.IsIndexer && property.DeclaredAccessibility == Accessibility.Public
                    && property.GetMethod is { DeclaredAccessibility: Accessibility.Public } && !HasAttribute(property, "JsonIgnoreAttribute");
                if (isPart && names.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    public static bool CanBeGiven(INamedTypeSymbol record, IPropertySymbol property) =>
        property.SetMethod is { DeclaredAccessibility: Accessibility.Public } || Parameter(record, property) is not null;

    public static bool IsDescribed(INamedTypeSymbol record, IPropertySymbol property) =>
        HasAttribute(property, "DescriptionAttribute") || (Parameter(record, property) is { } parameter && HasAttribute(parameter, "DescriptionAttribute"));

    // With a constructor that takes nothing, JSON uses that one.
    private static IParameterSymbol? Parameter(INamedTypeSymbol record, IPropertySymbol property)
    {
        var constructors = record.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        return constructors.Exists(constructor => constructor.Parameters.IsEmpty)
            ? null
            : constructors.SelectMany(constructor => constructor.Parameters)
                .FirstOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == name);
}
