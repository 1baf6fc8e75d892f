namespace Arch.Plugin.Data.Text;

internal enum TemplateEscape
{
    /// <summary>Values are written as they are.</summary>
    None,

    /// <summary>What means something in HTML is encoded.</summary>
    Html,
}
