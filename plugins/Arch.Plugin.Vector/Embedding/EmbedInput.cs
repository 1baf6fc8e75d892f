using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Vector.Embedding;

internal sealed record EmbedInput
{
    [Description("One text, at most 100,000 characters. Give this or 'texts'.")]
    [Example("How do I get my money back?")]
    public string? Text { get; init; }

    [Description("Texts, 1 to 1,000.")]
    public IReadOnlyList<string>? Texts { get; init; }
}
