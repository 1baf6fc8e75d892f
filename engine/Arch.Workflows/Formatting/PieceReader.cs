using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Arch.Workflows.Formatting;

/// <summary>Takes a file apart into tokens and the comments between them. The file was read without errors before.</summary>
internal sealed class PieceReader(string text)
{
    private readonly List<Piece> _pieces = [];

    // The columns of the open blocks; a block scalar's text begins behind the innermost.
    private readonly Stack<int> _blocks = new();
    private int _position;

    /// <summary>Gives the pieces in order; <see langword="null"/> when something is in the file that is neither.</summary>
    public static IReadOnlyList<Piece>? Read(string text)
    {
        var reader = new PieceReader(text);
        using var characters = new StringReader(text);
        var scanner = new Scanner(characters, skipComments: true);
        while (scanner.MoveNext())
        {
            if (scanner.Current is { } token && !reader.Take(token))
            {
                return null;
            }
        }

        return reader.Skip(text.Length) ? reader._pieces : null;
    }

    private bool Take(Token token)
    {
        var start = Math.Max(_position, (int)Math.Min(token.Start.Index, text.Length));
        if (!Skip(start))
        {
            return false;
        }

        var piece = token switch
        {
            BlockMappingStart => Open(PieceKind.MappingStart, start),
            BlockSequenceStart => Open(PieceKind.SequenceStart, start),
            BlockEnd => Close(start),
            YamlDotNet.Core.Tokens.Key => new Piece(PieceKind.Key, start, At(start) == '?' && token.End.Index > start ? start + 1 : start),
            Value => new Piece(PieceKind.Value, start, start + 1),
            BlockEntry => new Piece(PieceKind.Entry, start, start + 1),
            FlowMappingStart or FlowSequenceStart => new Piece(PieceKind.FlowStart, start, start + 1),
            FlowMappingEnd or FlowSequenceEnd => new Piece(PieceKind.FlowEnd, start, start + 1),
            FlowEntry => new Piece(PieceKind.Comma, start, start + 1),
            Anchor or Tag => new Piece(PieceKind.Property, start, (int)token.End.Index),
            AnchorAlias => new Piece(PieceKind.Alias, start, (int)token.End.Index),
            Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } scalar => BlockScalar(scalar, start),
            Scalar scalar => new Piece(PieceKind.Scalar, start, (int)token.End.Index) { Scalar = scalar },
            DocumentStart or DocumentEnd => At(start) is '-' or '.' ? new Piece(PieceKind.Marker, start, start + 3) : null,
            VersionDirective or TagDirective => new Piece(PieceKind.Marker, start, DirectiveEnd(start)),
            _ => null,
        };
        if (piece is not null)
        {
            _pieces.Add(piece);
            _position = Math.Max(_position, piece.End);
        }

        return true;
    }

    private Piece Open(PieceKind kind, int start)
    {
        _blocks.Push(start - LineStart(start));
        return new Piece(kind, start, start);
    }

    private Piece Close(int start)
    {
        _ = _blocks.TryPop(out _);
        return new Piece(PieceKind.BlockEnd, start, start);
    }

    private char At(int offset) => offset < text.Length ? text[offset] : '\0';

    private int LineStart(int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    private int LineEnd(int offset) => text.IndexOf('\n', offset) is >= 0 and var end ? end : text.Length;

    private int DirectiveEnd(int start)
    {
        var comment = text.IndexOf(" #", start, StringComparison.Ordinal);
        var end = LineEnd(start);
        return start + text[start..(comment >= 0 && comment < end ? comment : end)].TrimEnd().Length;
    }

    // The scanner's own end of a block scalar lies somewhere among the empty lines behind it.
    private Piece BlockScalar(Scalar scalar, int start)
    {
        var head = text[start..LineEnd(start)];
        var hash = head.IndexOf('#', StringComparison.Ordinal);
        var parent = _blocks.TryPeek(out var column) ? column : -1;
        return new Piece(PieceKind.Scalar, start, BlockScalarText.FindEnd(text, start, parent))
        {
            Scalar = scalar,
            Comment = hash < 0 ? null : head[hash..].TrimEnd(),
        };
    }

    private bool Skip(int until)
    {
        while (_position < until)
        {
            if (text[_position] == '#')
            {
                var end = LineEnd(_position);
                _pieces.Add(new Piece(PieceKind.Comment, _position, end) { Comment = text[_position..end].TrimEnd() });
                _position = end;
            }
            else if (char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
