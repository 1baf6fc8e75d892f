using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arch.Expressions.Types;
using Arch.Plugins.Shapes;
using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Reads a record that a plugin declares. All that needs reflection is prepared.</summary>
/// <param name="owner">The step, trigger or agent type, such as <c>http.request</c>.</param>
/// <param name="record">The record's shape.</param>
/// <param name="options">The JSON options of the plugin.</param>
internal sealed class RecordInput<T>(string owner, RecordShape record, JsonSerializerOptions options)
    where T : class
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    private readonly TypeShape _shape = record.Shape;
    private readonly InputCheck _check = new(owner, record);
    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>Reads it.</summary>
    /// <param name="utf8">A JSON object; empty stands for the empty object.</param>
    /// <exception cref="StepException">ARCH4101.</exception>
    public T Read(ReadOnlyMemory<byte> utf8)
    {
        var given = utf8.IsEmpty ? EmptyObject : utf8;
        try
        {
            _check.Constraints(given);
            return NotNull(JsonSerializer.Deserialize(given.Span, _type));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return ReadWithoutNulls(given, e);
        }
    }

    private T ReadWithoutNulls(ReadOnlyMemory<byte> utf8, Exception cause)
    {
        try
        {
            return NullInputs.TakeOut(utf8, _shape) is { } input ? NotNull(input.Deserialize(_type)) : throw _check.Explain(utf8, cause);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw _check.Explain(utf8, e);
        }
    }

    // An init accessor or a constructor of the record may throw anything.
    private static bool IsUnreadable(Exception e) => e is not StepException;

    private T NotNull(T? input) =>
        input ?? throw new StepException("ARCH4101", $"The inputs of '{owner}' are null; they must be an object.");
}
