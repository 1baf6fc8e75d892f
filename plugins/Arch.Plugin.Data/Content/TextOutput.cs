using System.ComponentModel;

namespace Arch.Plugin.Data.Content;

/// <summary>A text that a step made, given as it is or written to a file.</summary>
internal sealed record TextOutput
{
    [Description("The text; null when it was written to a file.")]
    public string? Text { get; init; }

    [Description("The file that was written; null when the text is given instead.")]
    public string? File { get; init; }

    [Description("The size in bytes of UTF-8.")]
    public required long Size { get; init; }
}
