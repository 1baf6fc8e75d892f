using System.Text.Json;
using Arch.Plugins.Running;

namespace Arch.Sdk.Testing.Running;

/// <summary>Records to JSON and back, as hosts do it.</summary>
internal static class RecordJson
{
    public static JsonSerializerOptions Options { get; } = StepJson.CreateOptions();

    public static ReadOnlyMemory<byte> Write<T>(T record) => JsonSerializer.SerializeToUtf8Bytes(record, Options);

    public static T Read<T>(ReadOnlyMemory<byte> utf8)
        where T : class =>
        JsonSerializer.Deserialize<T>(utf8.Span, Options) ?? throw new InvalidOperationException($"There is no {typeof(T).Name}.");
}
