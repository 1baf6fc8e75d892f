using Arch.Workflows.Catalog;
using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer;

/// <summary>A file that the client has open.</summary>
/// <param name="uri">How the client names it.</param>
internal sealed class OpenFile(Uri uri)
{
    public Uri Uri => uri;

    public string Path => uri.IsFile ? uri.LocalPath : uri.OriginalString;

    public int Version { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Gets or sets what is known about the text; <see langword="null"/> when it has changed since.</summary>
    public FileAnalysis? Analysis { get; set; }

    /// <summary>Gets or sets the version whose diagnostics the client has; -1 for none.</summary>
    public int Published { get; set; } = -1;

    public SourceText Source => new(Path, Text);

    /// <summary>Changes a piece of the text.</summary>
    public void Change(TextRange? range, string text)
    {
        if (range is not { } replaced)
        {
            Text = text;
        }
        else
        {
            var start = OffsetOf(replaced.Start);
            Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(Math.Max(start, OffsetOf(replaced.End))));
        }

        Analysis = null;
    }

    // One behind the end of a line is its end (LSP 3.17, Position).
    private int OffsetOf(TextPosition position)
    {
        var start = 0;
        for (var line = 0; line < position.Line; line++)
        {
            var end = Text.AsSpan(start).IndexOfAny('\n', '\r');
            if (end < 0)
            {
                return Text.Length;
            }

            start += end + (Text.AsSpan(start + end).StartsWith("\r\n") ? 2 : 1);
        }

        var length = Text.AsSpan(start).IndexOfAny('\n', '\r');
        return start + Math.Min(position.Character, length < 0 ? Text.Length - start : length);
    }
}
