using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>
/// Writes a snapshot. Values, results and frames are kept in tables, so that what is shared in memory is written once and is
/// shared again when it is read.
/// </summary>
internal sealed class SnapshotWriter : IDisposable
{
    /// <summary>Values are nested as deeply as they may be anywhere, within the tables.</summary>
    public const int MaxDepth = ValueDepth.InRecords + 8;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<object, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<Value> _values = [];
    private readonly List<StepResult> _results = [];
    private readonly List<Frame> _frames = [];

    public SnapshotWriter()
    {
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
            SkipValidation = true,
        });
        _json.WriteStartObject();
    }

    public void Add(string name, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(name, true);
        }
    }

    public void Add(string name, long value)
    {
        if (value != 0)
        {
            _json.WriteNumber(name, value);
        }
    }

    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    public void Add(string name, DateTimeOffset? value)
    {
        if (value is { } moment)
        {
            _json.WriteNumber(name, moment.UtcTicks);
        }
    }

    public void Add(string name, Value value)
    {
        if (!value.IsUndefined)
        {
            _json.WriteNumber(name, Place(value));
        }
    }

    public void Add(string name, StepError? value)
    {
        if (value is not null)
        {
            _json.WriteNumber(name, Place(value));
        }
    }

    public void Add(string name, Frame frame) => _json.WriteNumber(name, Place(frame));

    public void Add(string name, Outcome? value)
    {
        if (value is { } outcome)
        {
            _json.WriteStartObject(name);
            Write(outcome.Status, outcome.Outputs, outcome.Error);
            _json.WriteEndObject();
        }
    }

    /// <summary>Adds values that may be undefined; nothing when there is no array.</summary>
    public void Add(string name, IReadOnlyList<Value>? values)
    {
        if (values is not null)
        {
            Add(name, values, value => _json.WriteNumberValue(value.IsUndefined ? -1 : Place(value)));
        }
    }

    public void Add(string name, IEnumerable<int> values) => Add(name, values, _json.WriteNumberValue);

    public void Add(string name, IEnumerable<string> values) => Add(name, values, _json.WriteStringValue);

    /// <summary>Adds an array of objects; the fields of each are added by a function.</summary>
    public void AddObjects<T>(string name, IEnumerable<T> items, Action<T> addFields) => Add(name, items, item =>
    {
        _json.WriteStartObject();
        addFields(item);
        _json.WriteEndObject();
    });

    public byte[] ToUtf8()
    {
        // Frames refer to results, and both to values; each table is complete when it is written.
        AddObjects("frames", _frames, Write);
        AddObjects("results", _results, result =>
        {
            Write(result.Status, result.Outputs, result.Error);
            Add("attempts", result.Attempts);
        });
        Add("values", _values, value => ValueJson.Write(value, _json));
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _json.Dispose();

    private void Add<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        _json.WriteEndArray();
    }

    private void Write(Frame frame)
    {
        Add("scope", frame.Scope);
        if (frame.Parent is { } parent)
        {
            Add("parent", parent);
        }

        Add("inputs", frame.Inputs);
        Add("item_name", frame.ItemName);
        Add("item", frame.Item);
        Add("index_name", frame.IndexName);
        Add("index", frame.Index);
        Add("results", frame.Results, result => _json.WriteNumberValue(result is null ? -1 : Place(result)));
    }

    private void Write(StepStatus status, Value outputs, StepError? error)
    {
        Add("status", status.ToString());
        Add("outputs", outputs);
        Add("error", error);
    }

    // What is around a frame comes before it in the table, so that it can be made first.
    private int Place(Frame frame)
    {
        if (_places.TryGetValue(frame, out var place))
        {
            return place;
        }

        if (frame.Parent is { } parent)
        {
            Place(parent);
        }

        _frames.Add(frame);
        return _places[frame] = _frames.Count - 1;
    }

    private int Place(StepResult result)
    {
        if (!_places.TryGetValue(result, out var place))
        {
            _results.Add(result);
            _places.Add(result, place = _results.Count - 1);
        }

        return place;
    }

    private int Place(StepError error)
    {
        if (!_places.TryGetValue(error, out var place))
        {
            _places.Add(error, place = Place(error.ToValue()));
        }

        return place;
    }

    private int Place(Value value)
    {
        object? shared = value.TryGetObject(out var members) ? members : value.TryGetArray(out var elements) ? elements : null;
        if (shared is not null && _places.TryGetValue(shared, out var place))
        {
            return place;
        }

        _values.Add(value);
        place = _values.Count - 1;
        if (shared is not null)
        {
            _places.Add(shared, place);
        }

        return place;
    }
}
