using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>The fields of one object in a snapshot. What was not written is zero, false, undefined or <see langword="null"/>.</summary>
internal readonly struct SnapshotFields(SnapshotReader reader, JsonElement element)
{
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public bool Flag(string name) => element.TryGetProperty(name, out var field) && field.GetBoolean();

    public long Long(string name) => element.TryGetProperty(name, out var field) ? field.GetInt64() : 0;

    public int Int(string name) => element.TryGetProperty(name, out var field) ? field.GetInt32() : 0;

    public string? Text(string name) => element.TryGetProperty(name, out var field) ? field.GetString() : null;

    public DateTimeOffset? Time(string name) =>
        element.TryGetProperty(name, out var field) ? new DateTimeOffset(field.GetInt64(), TimeSpan.Zero) : null;

    public T Enum<T>(string name)
        where T : struct, Enum => System.Enum.Parse<T>(element.GetProperty(name).GetString()!); // names are never null

    public Value Value(string name) => element.TryGetProperty(name, out var field) ? reader.Value(field.GetInt32()) : default;

    public StepError? Error(string name) => element.TryGetProperty(name, out var field) ? reader.Error(field.GetInt32()) : null;

    public Frame Frame(string name) => reader.Frame(Int(name));

    public Outcome Outcome() => new(Enum<StepStatus>("status"), Value("outputs"), Error("error"));

    public Outcome? Outcome(string name) =>
        element.TryGetProperty(name, out var field) ? new SnapshotFields(reader, field).Outcome() : null;

    public Value[]? Values(string name)
    {
        var with = reader;
        return element.TryGetProperty(name, out var field)
            ? [.. field.EnumerateArray().Select(place => with.Value(place.GetInt32()))]
            : null;
    }

    public int Count(string name) => element.TryGetProperty(name, out var field) ? field.GetArrayLength() : 0;

    public IEnumerable<int> Ints(string name) => element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32());

    public IEnumerable<string> Texts(string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!); // as above

    public IEnumerable<SnapshotFields> Objects(string name)
    {
        var with = reader;
        return element.GetProperty(name).EnumerateArray().Select(item => new SnapshotFields(with, item));
    }
}
