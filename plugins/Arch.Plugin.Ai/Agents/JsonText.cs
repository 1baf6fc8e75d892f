using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arch.Plugin.Ai.Agents;

/// <summary>How JSON is written that a model reads.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
