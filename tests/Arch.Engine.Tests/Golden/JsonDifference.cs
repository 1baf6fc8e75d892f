using System.Globalization;
using System.Text.Json.Nodes;

namespace Arch.Engine.Tests.Golden;

/// <summary>Compares what is kept with what is there now, which may have members that were not known then.</summary>
internal static class JsonDifference
{
    /// <summary>Finds the first difference.</summary>
    /// <returns>Where and what it is; <see langword="null"/> when all that is kept is there.</returns>
    public static string? Find(JsonNode? kept, JsonNode? now, string path = "$") => (kept, now) switch
    {
        (JsonObject ours, JsonObject theirs) => ours
            .Select(member => theirs.ContainsKey(member.Key)
                ? Find(member.Value, theirs[member.Key], $"{path}.{member.Key}")
                : $"{path}.{member.Key} is not there any more")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray ours, JsonArray theirs) when ours.Count == theirs.Count => ours
            .Select((item, i) => Find(item, theirs[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
            .FirstOrDefault(difference => difference is not null),
        _ => JsonNode.DeepEquals(kept, now) ? null : $"{path} was {kept?.ToJsonString() ?? "null"} and is {now?.ToJsonString() ?? "null"}",
    };
}
