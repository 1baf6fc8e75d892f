using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// The settings of an agent: those of <c>with</c>, and those that have keys of their own because many agents have them, such as
/// <c>instructions</c>. Each key stands for the setting of its agent type that has its name.
/// </summary>
internal static class AgentSettings
{
    private static readonly (string Path, string Setting)[] Lifted =
    [
        ("model.name", "model"),
        ("model.price", "price"),
        ("instructions", "instructions"),
        ("memory", "memory"),
        ("approvals", "approvals"),
        ("limits.turns", "turns"),
        ("limits.tokens", "max_total_tokens"),
        ("limits.cost_usd", "cost_usd"),
    ];

    /// <summary>Gives a mapping of all settings, each where it stands in the file.</summary>
    /// <param name="context">Where what is wrong is told.</param>
    /// <param name="root">The document.</param>
    /// <param name="type">The name of the agent type, for messages.</param>
    /// <param name="settings">The settings of the type; <see langword="null"/> when it is not known.</param>
    public static YamlMapping? Of(CheckContext context, YamlMapping root, string type, TypeShape? settings)
    {
        var given = root.Find("with")?.Value as YamlMapping;
        var lifted = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var (key, setting, entry) in Keys(root).Where(one => !context.IsBroken(one.Entry.Value)))
        {
            if (settings is not null && !settings.Members.ContainsKey(setting))
            {
                context.Error(
                    entry.Key,
                    "ARCH8105",
                    $"The agent type '{type}' has no use for '{key}'.",
                    "Take it away, or use an agent type that has, such as agent.ai@1.");
            }
            else if (given?.Find(setting) is { } twice)
            {
                context.Error(twice.Key, "ARCH8105", $"The setting '{setting}' is given by '{key}' already.", "Give it once.");
            }
            else
            {
                lifted.Add(new YamlEntry(entry.Key with { Text = setting }, entry.Value));
            }
        }

        if (lifted.Count == 0)
        {
            return given;
        }

        return new YamlMapping(given?.Start ?? root.Start, given?.End ?? root.End, [.. given?.Entries ?? [], .. lifted])
        {
            Size = 1 + (given?.Size ?? 0) + lifted.Sum(entry => entry.Value.Size + 1),
            Height = 1 + Math.Max(given?.Height ?? 0, lifted.Max(entry => entry.Value.Height)),
        };
    }

    private static IEnumerable<(string Key, string Setting, YamlEntry Entry)> Keys(YamlMapping root)
    {
        foreach (var (path, setting) in Lifted)
        {
            var parts = path.Split('.');
            var holder = parts.Length == 1 ? root : root.Find(parts[0])?.Value as YamlMapping;
            if (holder?.Find(parts[^1]) is { } entry)
            {
                yield return (path, setting, entry);
            }
        }
    }
}
