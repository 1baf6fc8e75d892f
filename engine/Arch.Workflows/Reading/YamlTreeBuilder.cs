using System.Collections.Immutable;
using Arch.Workflows.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Arch.Workflows.Reading;

/// <summary>Makes trees of parsing events, and holds the limits while they come in.</summary>
internal sealed class YamlTreeBuilder(SourceMap map, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<YamlNode>.Builder _documents = ImmutableArray.CreateBuilder<YamlNode>();
    private readonly Stack<YamlFrame> _open = new();
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _count;

    public ImmutableArray<YamlNode> Documents => _documents.ToImmutable();

    /// <summary>Gets where the innermost [ or { that has no end yet was opened; -1 when there is none.</summary>
    public int OpenFlow => _open.TryPeek(out var frame) && map.Text[frame.Begin] is '[' or '{' ? frame.Begin : -1;

    /// <summary>Gets where the last event ended.</summary>
    public int Reached { get; private set; }

    public void Take(ParsingEvent happening)
    {
        Reached = (int)happening.End.Index;
        switch (happening)
        {
            case DocumentStart:
                _anchors.Clear();
                break;
            case Scalar scalar:
                RefuseTabs(scalar);
                Count(scalar, 1);
                Place(ScalarReading.Read(scalar, IsKeyNext, map, diagnostics), scalar.Anchor);
                break;
            case MappingStart or SequenceStart:
                Open((NodeEvent)happening);
                break;
            case MappingEnd or SequenceEnd:
                Close(happening);
                break;
            case AnchorAlias alias:
                Repeat(alias);
                break;
            default:
                break;
        }
    }

    private bool IsKeyNext => _open.TryPeek(out var frame) && frame.IsKeyNext;

    private void Open(NodeEvent start)
    {
        RefuseTabs(start);
        Count(start, 1);
        var isBroken = Tags.Refuse(start, map, diagnostics);
        if (IsKeyNext)
        {
            diagnostics.Error("ARCH0001", PlaceOf(start), "A key of a mapping must be text, not a list or a mapping.");
            throw new YamlStopException();
        }

        if (_open.Count + 1 > YamlLimits.Depth)
        {
            Stop(
                start,
                $"The file is nested deeper than {YamlLimits.Depth} levels.",
                "Move inner steps into actions or other workflows.");
        }

        _open.Push(new YamlFrame(start, isBroken));
    }

    private void Close(ParsingEvent end)
    {
        var frame = _open.Pop();
        Place(frame.Finish((int)end.End.Index), frame.Start.Anchor);
    }

    private void Repeat(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (_open.Any(frame => frame.Start.Anchor == alias.Value))
        {
            Stop(
                alias,
                $"The alias '*{name}' stands inside of what it repeats, so it would have no end.",
                "Remove the alias.");
        }

        if (!_anchors.TryGetValue(name, out var target))
        {
            diagnostics.Error("ARCH0001", PlaceOf(alias), $"The alias '*{name}' names no anchor '&{name}' before it.");
            throw new YamlStopException();
        }

        if (IsKeyNext)
        {
            diagnostics.Error(
                "ARCH0001",
                PlaceOf(alias),
                "A key of a mapping must be text, not an alias.",
                "Write the key out.");
            throw new YamlStopException();
        }

        Count(alias, target.Size);
        if (_open.Count + target.Height - 1 > YamlLimits.Depth)
        {
            Stop(
                alias,
                $"The file is nested deeper than {YamlLimits.Depth} levels once the alias '*{name}' is expanded.",
                "Write less deeply.");
        }

        Place(target, default);
    }

    private void Place(YamlNode node, AnchorName anchor)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        if (_open.TryPeek(out var frame))
        {
            frame.Add(node, map, diagnostics);
        }
        else
        {
            _documents.Add(node);
        }
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _count += nodes;
        if (_count > YamlLimits.Nodes)
        {
            Stop(
                at,
                $"The file holds more than {YamlLimits.Nodes:N0} nodes, aliases counted as what they repeat.",
                "Split it, or use fewer aliases.");
        }
    }

    // YAML forbids tabs as indentation, but its readers let some of them through and then take the structure for
    // another one.
    private void RefuseTabs(NodeEvent happening)
    {
        var start = (int)happening.Start.Index;
        var before = map.Text.AsSpan(map.LineStart(start)..Math.Min(start, map.Text.Length));
        var tab = before.IndexOf('\t');
        if (tab >= 0 && before.TrimStart(" \t").TrimStart('-').TrimStart(" \t").Length == 0)
        {
            var at = map.LineStart(start) + tab;
            diagnostics.Add(SyntaxErrors.Tab(map.Place(at, at + 1)));
            throw new YamlStopException();
        }
    }

    private void Stop(ParsingEvent at, string message, string remedy)
    {
        diagnostics.Error("ARCH0002", PlaceOf(at), message, remedy);
        throw new YamlStopException();
    }

    private SourcePlace PlaceOf(ParsingEvent happening) =>
        map.Place((int)happening.Start.Index, (int)happening.End.Index);
}
