using Arch.Plugins.Packages;

namespace Arch.Plugins.Policies;

/// <summary>Compares a plugin folder with what the settings allow.</summary>
internal static class PolicyCheck
{
    /// <summary>Finds the rule that allows a plugin.</summary>
    /// <exception cref="PluginProblemException">ARCH4021: no rule does. ARCH4022: its files are not the ones that were pinned.</exception>
    public static PluginRule Allow(string pluginId, string folder, PluginPolicy policy)
    {
        var rule = policy.Find(pluginId) ?? throw new PluginProblemException(
            "ARCH4021",
            $"The plugin '{pluginId}' in '{folder}' is not on the list of allowed plugins.",
            "Add its id to 'plugins.allow' in the settings, if it is to be trusted, or remove the folder.");
        CheckPin(pluginId, folder, rule);
        return rule;
    }

    /// <exception cref="PluginProblemException">ARCH4022.</exception>
    public static void CheckPin(string pluginId, string folder, PluginRule rule)
    {
        if (rule.Sha256 is not null && Hash(folder) is var seen && !seen.Equals(rule.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginProblemException(
                "ARCH4022",
                $"The plugin '{pluginId}' in '{folder}' has the SHA-256 {seen}; the settings pin {rule.Sha256}.",
                "Install the version that was pinned. If the change is meant, look at it and pin the new hash.");
        }
    }

    private static string Hash(string folder)
    {
        try
        {
            return PluginHash.Of(folder);
        }
        catch (PluginPackageException e)
        {
            throw new PluginProblemException(e.Code, e.Message, "Install the plugin again.", e);
        }
    }
}
