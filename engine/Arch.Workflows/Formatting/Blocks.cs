namespace Arch.Workflows.Formatting;

/// <summary>The block mappings and sequences around a piece, with their columns in the file and in the layout.</summary>
internal sealed class Blocks
{
    private readonly Stack<Block> _open = new();

    /// <summary>Gets the column of the innermost block in the file; -1 when there is none.</summary>
    public int SourceColumn => _open.TryPeek(out var block) ? block.SourceColumn : -1;

    /// <summary>Gets the column of the innermost block in the layout.</summary>
    public int Column => _open.TryPeek(out var block) ? block.Column : 0;

    /// <summary>Gets the column of what stands in the innermost block on lines of its own.</summary>
    public int Inner => _open.TryPeek(out var block) ? block.Column + 2 : 0;

    /// <summary>Gets the column of the key or item that one is in.</summary>
    public int Base => _open.TryPeek(out var block) && block.IsSequence ? block.Column + 2 : Column;

    public void Open(bool isSequence, int sourceColumn) => _open.Push(new Block(isSequence, IsBare: false, sourceColumn, Inner));

    public void Close()
    {
        EndBareSequence();
        _ = _open.TryPop(out _);
    }

    /// <summary>Begins a sequence whose items stand in the column of the key; the scanner does not say so.</summary>
    public void BeginBareSequence()
    {
        if (_open.TryPeek(out var block) && !block.IsSequence)
        {
            _open.Push(new Block(IsSequence: true, IsBare: true, block.SourceColumn, Inner));
        }
    }

    public void EndBareSequence()
    {
        if (_open.TryPeek(out var block) && block.IsBare)
        {
            _ = _open.Pop();
        }
    }

    public void Clear() => _open.Clear();

    /// <summary>Gives the blocks, the innermost first, with the one that may begin behind a piece.</summary>
    public Block[] WithRoomFor(Piece? previous) =>
        previous?.Kind is PieceKind.Value or PieceKind.Entry or PieceKind.Property && _open.TryPeek(out var block)
            ? [new Block(IsSequence: false, IsBare: false, block.SourceColumn + 1, Inner), .. _open]
            : [.. _open];

    /// <summary>Gives the column of a comment on a line of its own: that of what follows, or that of a block which ends here.</summary>
    /// <param name="open">The blocks around what is before the comment, the innermost first.</param>
    /// <param name="its">The comment's column in the file.</param>
    /// <param name="nextSource">The column of what follows in the file.</param>
    /// <param name="next">The column of what follows in the layout.</param>
    public static int ColumnOfComment(Block[] open, int its, int nextSource, int next)
    {
        if (its == nextSource || open.Length == 0 || next >= open[0].Column)
        {
            return next;
        }

        return open.FirstOrDefault(block => block.SourceColumn <= its && block.Column >= next)?.Column ?? next;
    }

    /// <summary>A block mapping or sequence.</summary>
    /// <param name="IsSequence">Whether it is a sequence.</param>
    /// <param name="IsBare">Whether it is a sequence in the column of its key.</param>
    /// <param name="SourceColumn">Its column in the file.</param>
    /// <param name="Column">Its column in the layout.</param>
    public sealed record Block(bool IsSequence, bool IsBare, int SourceColumn, int Column);
}
