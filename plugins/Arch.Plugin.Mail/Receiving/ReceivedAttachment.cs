using System.ComponentModel;

namespace Arch.Plugin.Mail.Receiving;

internal sealed record ReceivedAttachment
{
    [Description("Its name, made safe for a file.")]
    public required string Name { get; init; }

    [Description("Its media type, as the sender says.")]
    public required string MediaType { get; init; }

    [Description("Its bytes; of a message that is too large, as they are encoded.")]
    public required long Size { get; init; }

    [Description("The name that the HTML refers to it by, if it has one.")]
    public string? Cid { get; init; }

    [Description("The file that it was saved to, if it was.")]
    public string? Path { get; init; }
}
