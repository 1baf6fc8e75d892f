namespace Arch.Plugin.Data.Text;

/// <summary>A piece of a template. Paths are split into names; <c>.</c>, the element itself, has none.</summary>
internal abstract record TemplatePart
{
    /// <summary>Text that is copied.</summary>
    public sealed record Literal(string Text) : TemplatePart;

    /// <summary>A value.</summary>
    public sealed record Variable(string[] Names, int Line, bool IsRaw) : TemplatePart;

    /// <summary>Parts for each element or for a value that is there; inverted: for nothing.</summary>
    public sealed record Section(string[] Names, int Line, bool IsInverted, IReadOnlyList<TemplatePart> Parts) : TemplatePart;
}
