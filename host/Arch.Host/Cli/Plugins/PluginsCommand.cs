using System.CommandLine;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins …</c></summary>
internal static class PluginsCommand
{
    public static Command Create(string[] args) =>
        new Command("plugins", "Shows, installs and checks plugins, and the step types that they offer.").With(args, 1,
        [
            ("list", PluginsListCommand.Create),
            ("describe", PluginsDescribeCommand.Create),
            ("install", PluginsInstallCommand.Create),
            ("remove", PluginsRemoveCommand.Create),
            ("verify", PluginsVerifyCommand.Create),
        ]);
}
