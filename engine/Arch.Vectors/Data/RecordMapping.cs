using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Arch.Vectors.Data;

/// <summary>Turns records of a program into those of the store, and back: the full-text property is the text, all other data is metadata.</summary>
internal sealed class RecordMapping(CollectionModel model)
{
    private readonly DataPropertyModel? _text = model.DataProperties.FirstOrDefault(property => property.IsFullTextIndexed);

    public async ValueTask<VectorRecord> ToStoredAsync(object record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var metadata = new JsonObject();
        foreach (var property in model.DataProperties.Where(property => property != _text))
        {
            metadata[property.StorageName] = RecordValues.ToJson(property.GetValueAsObject(record));
        }

        var key = model.KeyProperty.GetValueAsObject(record)
            ?? throw new ArgumentException($"The record has no value for its key '{model.KeyProperty.ModelName}'.", nameof(record));
        var vector = model.VectorProperty.GetValueAsObject(record)
            ?? throw new ArgumentException($"The record '{key}' has no value for '{model.VectorProperty.ModelName}'.", nameof(record));
        return new VectorRecord
        {
            Key = RecordKeys.ToText(key),
            Text = (string?)_text?.GetValueAsObject(record),
            Vector = await VectorOfAsync(vector, model.VectorProperty, cancellationToken).ConfigureAwait(false),
            Metadata = metadata,
        };
    }

    public TRecord FromStored<TRecord>(VectorRecord stored, bool includeVector)
        where TRecord : class
    {
        var record = model.CreateRecord<TRecord>()
            ?? throw new InvalidOperationException($"A record of the type '{typeof(TRecord)}' cannot be made.");
        model.KeyProperty.SetValueAsObject(record, RecordKeys.FromText(stored.Key, model.KeyProperty.Type));
        foreach (var property in model.DataProperties)
        {
            var value = property == _text ? stored.Text : RecordValues.FromJson(stored.Metadata?[property.StorageName], property.Type);
            // What the record's constructor set stays where the store knows nothing, unless null has a place.
            if (value is not null || property.IsNullable)
            {
                property.SetValueAsObject(record, value);
            }
        }

        if (includeVector)
        {
            model.VectorProperty.SetValueAsObject(record, AsType(stored.Vector, model.VectorProperty.Type));
        }

        return record;
    }

    public static async ValueTask<ReadOnlyMemory<float>> VectorOfAsync(
        object value, VectorPropertyModel property, CancellationToken cancellationToken) => value switch
        {
            ReadOnlyMemory<float> vector => vector,
            float[] vector => vector,
            Embedding<float> vector => vector.Vector,
            _ when property.EmbeddingGenerationDispatcher is not null =>
                ((Embedding<float>)await property.GenerateEmbeddingAsync(value, cancellationToken).ConfigureAwait(false)).Vector,
            _ => throw new NotSupportedException(
                $"'{property.ModelName}' is given a value of the type '{value.GetType().Name}', for which no embedding generator is configured."),
        };

    private static object AsType(ReadOnlyMemory<float> vector, Type type) =>
        type == typeof(float[]) ? vector.ToArray()
        : type == typeof(Embedding<float>) ? new Embedding<float>(vector)
        : vector;
}
