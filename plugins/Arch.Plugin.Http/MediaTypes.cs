namespace Arch.Plugin.Http;

internal static class MediaTypes
{
    private static readonly string[] TextTypes =
        ["application/xml", "application/javascript", "application/x-www-form-urlencoded", "application/yaml", "application/x-ndjson"];

    public static bool IsJson(string? type) => type is not null
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    public static bool IsText(string? type) => type is not null
        && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            || TextTypes.Contains(type, StringComparer.OrdinalIgnoreCase));
}
