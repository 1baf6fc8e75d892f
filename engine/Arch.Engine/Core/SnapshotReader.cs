using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Reads a snapshot that <see cref="SnapshotWriter"/> made. Throws whatever comes of one that is damaged.</summary>
internal sealed class SnapshotReader
{
    private readonly Value[] _values;
    private readonly Dictionary<int, StepError> _errors = [];
    private readonly StepResult[] _results;
    private readonly Frame[] _frames;

    public SnapshotReader(ReadOnlyMemory<byte> utf8Json)
    {
#pragma warning disable CA2000 // The values keep the document; it rents nothing because its text is given
        var root = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = SnapshotWriter.MaxDepth }).RootElement;
#pragma warning restore CA2000
        Fields = new SnapshotFields(this, root);
        _values = [.. root.GetProperty("values").EnumerateArray().Select(ValueJson.From)];
        _results = new StepResult[Fields.Count("results")];
        _frames = new Frame[Fields.Count("frames")];
    }

    public SnapshotFields Fields { get; }

    public bool IsOf(DefinitionId definition, RunId runId) =>
        Fields.Int("format") == RunSnapshot.Format
        && Fields.Text("definition") == definition.Value
        && Fields.Text("run") == runId.Value;

    /// <summary>Makes the frames, of which everything else may refer to some.</summary>
    public void ReadFrames(WorkflowDefinition definition)
    {
        var i = 0;
        foreach (var fields in Fields.Objects("results"))
        {
            var outcome = fields.Outcome();
            _results[i++] = new StepResult(outcome.Status, outcome.Outputs, outcome.Error, fields.Int("attempts"));
        }

        i = 0;
        foreach (var fields in Fields.Objects("frames"))
        {
            _frames[i++] = ReadFrame(definition, fields);
        }
    }

    public Frame Frame(int place) => _frames[place];

    public Value Value(int place) => place < 0 ? default : _values[place];

    public StepError Error(int place)
    {
        if (!_errors.TryGetValue(place, out var error))
        {
            _errors.Add(place, error = StepError.FromValue(Value(place)));
        }

        return error;
    }

    private Frame ReadFrame(WorkflowDefinition definition, SnapshotFields fields)
    {
        var scope = fields.Int("scope");
        var parent = fields.Has("parent") ? _frames[fields.Int("parent")] : null;
        var frame = new Frame(scope, definition.Scopes[scope].Nodes.Length, parent)
        {
            Inputs = fields.Value("inputs"),
            ItemName = fields.Text("item_name"),
            Item = fields.Value("item"),
            IndexName = fields.Text("index_name"),
            Index = fields.Int("index"),
        };
        var slot = 0;
        foreach (var result in fields.Ints("results"))
        {
            frame.Keep(slot++, result < 0 ? null : _results[result]);
        }

        return frame;
    }
}
