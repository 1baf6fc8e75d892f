using System.Text.Json;

namespace Arch.Plugin.Testing.ScriptedModel;

/// <summary>A request that a scripted model received.</summary>
/// <param name="Path">The path, such as <c>/v1/chat/completions</c>.</param>
/// <param name="Headers">The headers, by name without regard to case.</param>
/// <param name="Body">The JSON of the body.</param>
public sealed record ModelRequest(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);
