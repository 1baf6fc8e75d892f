namespace Arch.Plugin.Data.Content;

/// <summary>The codes of this plugin's failures; workflows compare them.</summary>
internal static class Codes
{
    public const string InvalidInput = "invalid_input";
    public const string InvalidCsv = "invalid_csv";
    public const string InvalidJson = "invalid_json";
    public const string InvalidXml = "invalid_xml";
    public const string InvalidTemplate = "invalid_template";
    public const string InvalidBase64 = "invalid_base64";
    public const string InvalidArchive = "invalid_archive";
    public const string UnsafeArchive = "unsafe_archive";
    public const string TooLarge = "too_large";
}
