using Arch.Plugins.Network;
using Arch.Plugins.Policies;

namespace Arch.Host.Settings;

/// <summary>Reads <c>plugins.allow</c>: a list of ids, or of rules with an id.</summary>
internal static class PluginRules
{
    private static readonly string[] Keys = ["id", "sha256", "network", "process", "read", "write", "isolation", "memory"];

    public static PluginPolicy Read(SettingsSection plugins) =>
        plugins.Has("allow") ? new PluginPolicy { Rules = [.. plugins.Items("allow", "id").Select(Rule)] } : PluginPolicy.Open;

    private static PluginRule Rule(SettingsSection rule)
    {
        rule.Allow(Keys);
        var id = rule.Text("id");
        if (id is null)
        {
            rule.Report("id", "ARCH6003", "an element of 'plugins.allow' has no 'id'.", "Give the plugin's id, or a pattern such as 'acme.*'.");
        }

        return new PluginRule
        {
            Id = id ?? "",
            Sha256 = Sha256(rule),
            Network = rule.Texts("network")?.Select(text => Destination(rule, text)).OfType<NetworkRule>().ToList(),
            Programs = rule.Texts("process"),
            ReadRoots = rule.Texts("read"),
            WriteRoots = rule.Texts("write"),
            Isolation = Isolation(rule),
            MemoryLimit = Memory(rule) ?? new PluginRule { Id = "" }.MemoryLimit,
        };
    }

    private static string? Sha256(SettingsSection rule) => rule.Text("sha256") switch
    {
        null => null,
        { Length: 64 } text when text.All(char.IsAsciiHexDigit) => text,
        _ => rule.Wrong<string>("sha256", "64 hexadecimal digits, as 'arch plugins list' shows them"),
    };

    private static NetworkRule? Destination(SettingsSection rule, string text) => NetworkRule.TryParse(text, out var destination)
        ? destination
        : rule.Wrong<NetworkRule>("network", "destinations: names, '*.example.com', addresses or ranges such as '10.0.0.0/8', each with ':443' for one port");

    private static PluginIsolation Isolation(SettingsSection rule)
    {
        switch (rule.Text("isolation"))
        {
            case null or "none":
                return PluginIsolation.None;
            case "process":
                return PluginIsolation.Process;
            default:
                rule.Wrong<string>("isolation", "'none' or 'process'");
                return PluginIsolation.None;
        }
    }

    private static long? Memory(SettingsSection rule)
    {
        if (rule.Text("memory") is not { } text)
        {
            return null;
        }

        if (SizeText.TryParse(text, out var bytes) && bytes is >= 64L << 20 and < 1L << 50)
        {
            return bytes;
        }

        rule.Wrong<string>("memory", "a size of 64MiB or more, such as '256MiB' or '2GiB'");
        return null;
    }
}
