using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Arch.Vectors.Data;

/// <summary>Reads what a record type or a definition says, and refuses what the store cannot keep.</summary>
internal sealed class RecordModelBuilder() : CollectionModelBuilder(
    new CollectionModelBuildingOptions { SupportsMultipleVectors = false, RequiresAtLeastOneVector = true })
{
    private const string Vectors = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    public static bool IsVector(Type type) =>
        type == typeof(ReadOnlyMemory<float>) || type == typeof(ReadOnlyMemory<float>?) || type == typeof(Embedding<float>) || type == typeof(float[]);

    protected override bool SupportsKeyAutoGeneration(Type keyPropertyType) => false;

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (!RecordKeys.IsSupported(keyProperty.Type))
        {
            throw new NotSupportedException(
                $"The key '{keyProperty.ModelName}' is of the type '{keyProperty.Type.Name}'; supported are {RecordKeys.Supported}.");
        }
    }

    protected override void Validate(Type? type, VectorStoreCollectionDefinition? definition)
    {
        base.Validate(type, definition);
        if (DataProperties.Count(property => property.IsFullTextIndexed) > 1)
        {
            throw new NotSupportedException("More than one property is indexed for full-text search; a record has one text.");
        }

        if (DataProperties.Find(property => property.IsFullTextIndexed && property.Type != typeof(string)) is { } other)
        {
            throw new NotSupportedException($"The property '{other.ModelName}' is indexed for full-text search and is no text.");
        }
    }

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = RecordValues.Supported;
        return RecordValues.IsSupported(type);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = Vectors;
        return IsVector(type);
    }
}
