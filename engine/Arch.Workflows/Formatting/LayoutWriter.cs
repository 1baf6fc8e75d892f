namespace Arch.Workflows.Formatting;

/// <summary>
/// Puts the pieces of a file on lines again. Where lines break is the author's; where they begin follows from the blocks around them.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="templates">Where the scalars begin in which <c>${{ }}</c> is an expression.</param>
internal sealed class LayoutWriter(string source, IReadOnlySet<int> templates)
{
    private readonly LayoutLines _lines = new(source);
    private readonly Blocks _blocks = new();
    private readonly Stack<Flow> _flows = new();
    private readonly List<Piece> _waiting = [];
    private Blocks.Block[] _open = [];
    private Piece? _previous;
    private bool _isKeyNext;

    public string Write(IReadOnlyList<Piece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var isNeedless = pieces[i].Kind == PieceKind.Comma
                && i + 1 < pieces.Count
                && pieces[i + 1].Kind == PieceKind.FlowEnd
                && !HasBreak(pieces[i].End, pieces[i + 1].Start);
            if (!isNeedless)
            {
                Take(pieces[i]);
            }
        }

        PlaceComments(sourceColumn: 0, column: 0);
        return _lines.ToText();
    }

    private void Take(Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.MappingStart or PieceKind.SequenceStart:
                _blocks.Open(piece.Kind == PieceKind.SequenceStart, SourceColumn(piece.Start));
                return;
            case PieceKind.BlockEnd:
                _blocks.Close();
                return;
            case PieceKind.Comment:
                TakeComment(piece);
                return;
            case PieceKind.Key when _flows.Count == 0:
                _blocks.EndBareSequence();
                _isKeyNext = true;
                break;
            case PieceKind.Entry:
                _blocks.BeginBareSequence();
                break;
            case PieceKind.Marker:
                _blocks.Clear();
                break;
        }

        if (piece.End > piece.Start)
        {
            Put(piece);
        }
    }

    private void TakeComment(Piece piece)
    {
        if (_previous is { } before && !HasBreak(before.End, piece.Start))
        {
            _lines.AddComment(piece.Comment!, SourceColumn(piece.Start), piece.Start - before.End); // a comment has one
            return;
        }

        if (_waiting.Count == 0)
        {
            _open = _blocks.WithRoomFor(_previous);
        }

        _waiting.Add(piece);
    }

    private void Put(Piece piece)
    {
        var flow = piece.Kind == PieceKind.FlowEnd ? _flows.Pop() : null;
        if (_previous is null || _waiting.Count > 0 || HasBreak(_previous.End, piece.Start))
        {
            var column = FirstColumn(piece, flow);
            PlaceComments(SourceColumn(piece.Start), column, flow);
            _lines.Break(column, piece.Start, _previous is null);
        }
        else if (Spacing.IsBetween(_previous.Kind, piece.Kind))
        {
            _lines.Add(" ");
        }

        Write(piece);
        _previous = piece;
        _isKeyNext &= piece.Kind == PieceKind.Key;
        if (piece.Kind == PieceKind.FlowStart)
        {
            _flows.Push(new Flow(_lines.Count, FlowBase()));
        }
    }

    private void Write(Piece piece)
    {
        var raw = source[piece.Start..piece.End];
        if (piece.IsBlockScalar)
        {
            // A document that is nothing but a text: at the margin its lines could look like markers.
            var column = _blocks.SourceColumn < 0 ? 2 : _blocks.Inner;
            var (head, lines) = BlockScalarText.Move(source, piece, _blocks.SourceColumn, column);
            _lines.Add(head);
            if (piece.Comment is { } comment)
            {
                var at = source.IndexOf('#', piece.Start);
                _lines.AddComment(comment, SourceColumn(at), at - piece.Start - source[piece.Start..at].TrimEnd().Length);
            }

            _lines.AddRaw(lines);
        }
        else if (piece.Scalar is { } scalar && raw.Contains('\n', StringComparison.Ordinal))
        {
            var lines = FoldedScalarText.Move(raw, scalar.Style, _flows.TryPeek(out var flow) ? flow.Indent + 4 : _blocks.Inner);
            _lines.Add(lines[0]);
            _lines.AddRaw([.. lines.Skip(1)]);
        }
        else
        {
            _lines.Add(piece.Scalar is { } one ? ScalarText.Of(raw, one, _flows.Count > 0, templates.Contains(piece.Start)) : raw.TrimEnd());
        }

        _lines.Reached(piece.End);
    }

    private int FirstColumn(Piece piece, Flow? closed) =>
        closed is not null ? closed.Indent
        : _flows.TryPeek(out var flow) ? flow.Indent + 2
        : _isKeyNext || piece.Kind is PieceKind.Entry or PieceKind.Value ? _blocks.Column
        : piece.Kind == PieceKind.Marker ? 0
        : _blocks.Inner;

    // The lines of a flow are indented from the line on which it opens.
    private int FlowBase() =>
        _flows.TryPeek(out var outer)
            ? outer.Line == _lines.Count ? outer.Indent : outer.Indent + 2
            : _lines.Current.Text.Length == 1 ? _lines.Current.Indent : _blocks.Base;

    private void PlaceComments(int sourceColumn, int column, Flow? closed = null)
    {
        var inFlow = closed ?? (_flows.TryPeek(out var around) ? around : null);
        foreach (var comment in _waiting)
        {
            var its = SourceColumn(comment.Start);
            var place = inFlow is not null ? inFlow.Indent + 2 : Blocks.ColumnOfComment(_open, its, sourceColumn, column);
            _lines.Break(place, comment.Start, isFirst: false);
            _lines.AddComment(comment.Comment!, its, 0); // a comment has one
            _lines.Reached(comment.End);
        }

        _waiting.Clear();
    }

    private int SourceColumn(int offset) => offset == 0 ? 0 : offset - source.LastIndexOf('\n', offset - 1) - 1;

    private bool HasBreak(int from, int to) => source.AsSpan(from..Math.Max(from, to)).Contains('\n');

    private sealed record Flow(int Line, int Indent);
}
