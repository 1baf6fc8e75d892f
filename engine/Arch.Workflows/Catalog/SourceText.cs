using System.Text;

namespace Arch.Workflows.Catalog;

/// <summary>A file's text.</summary>
/// <param name="File">The path as the user gave it, or a name for text that is in no file.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceText(string File, string Text)
{
    /// <summary>Makes a text of a file's bytes: UTF-8, or what the byte order mark says.</summary>
    /// <param name="file">The path as the user gave it.</param>
    /// <param name="bytes">What the file holds.</param>
    /// <returns>
    /// The text without byte order mark. Bytes that are no text become U+FFFD, which the compiler reports with its
    /// place (ARCH0001).
    /// </returns>
    public static SourceText Decode(string file, byte[] bytes)
    {
        using var reader = new StreamReader(
            new MemoryStream(bytes),
            Encoding.UTF8,
            detectEncodingFromByteOrderMarks: true);
        return new SourceText(file, reader.ReadToEnd());
    }
}
