using System.Text;

namespace Arch.Workflows.Formatting;

/// <summary>A line of a layout that is being written.</summary>
/// <param name="indent">The column of its first character.</param>
internal sealed class LayoutLine(int indent)
{
    public int Indent { get; } = indent;

    /// <summary>Gets what stands in it, without indentation and comment.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Gets or sets the comment at its end.</summary>
    public string? Comment { get; set; }

    /// <summary>Gets or sets the column of the comment in the file.</summary>
    public int CommentColumn { get; set; }

    /// <summary>Gets or sets how many columns lie between text and comment in the file.</summary>
    public int CommentGap { get; set; }

    /// <summary>Gets whether it is data to its last space.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Gets or sets whether it is a comment that goes on below the comment at the end of the line before.</summary>
    public bool GoesOn { get; set; }

    public bool IsEmpty => Text.Length == 0 && Comment is null && !IsRaw;

    public int Width => Indent + Text.Length;
}
