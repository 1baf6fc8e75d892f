using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Arch.Workflows.Formatting;

/// <summary>What a piece of a file is.</summary>
internal enum PieceKind
{
    /// <summary>Nothing that stands in the file, but the beginning of a block mapping.</summary>
    MappingStart,

    /// <summary>Nothing that stands in the file, but the beginning of a block sequence.</summary>
    SequenceStart,

    /// <summary>Nothing that stands in the file, but the end of a block.</summary>
    BlockEnd,

    /// <summary>A key follows; a <c>?</c> when it has a length.</summary>
    Key,

    /// <summary>A <c>:</c>.</summary>
    Value,

    /// <summary>A <c>-</c>.</summary>
    Entry,

    /// <summary>A <c>{</c> or <c>[</c>.</summary>
    FlowStart,

    /// <summary>A <c>}</c> or <c>]</c>.</summary>
    FlowEnd,

    /// <summary>A <c>,</c>.</summary>
    Comma,

    /// <summary>An anchor or a tag.</summary>
    Property,

    /// <summary>An alias.</summary>
    Alias,

    /// <summary>A scalar.</summary>
    Scalar,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary><c>---</c>, <c>...</c> or a directive.</summary>
    Marker,
}

/// <summary>A piece of a file: a token of YAML or a comment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, in UTF-16 units from 0.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Piece(PieceKind Kind, int Start, int End)
{
    /// <summary>Gets the comment, be it the piece itself or behind the head of a block scalar.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets what a scalar says.</summary>
    public Scalar? Scalar { get; init; }

    public bool IsBlockScalar => Scalar?.Style is ScalarStyle.Literal or ScalarStyle.Folded;
}
