using System.Globalization;
using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>A place in JSON: names and numbers parted by dots.</summary>
internal static class JsonField
{
    public static JsonElement? Find(JsonElement body, string? path)
    {
        foreach (var part in path?.Split('.') ?? [])
        {
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty(part, out var member))
            {
                body = member;
            }
            else if (body.ValueKind == JsonValueKind.Array
                && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < body.GetArrayLength())
            {
                body = body[index];
            }
            else
            {
                return null;
            }
        }

        return body;
    }
}
