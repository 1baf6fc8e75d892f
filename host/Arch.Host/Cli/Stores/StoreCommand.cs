using System.CommandLine;

namespace Arch.Host.Cli.Stores;

/// <summary><c>arch store …</c></summary>
internal static class StoreCommand
{
    public static Command Create(string[] args) =>
        new Command("store", "Looks after the store in which runs are kept.").With(args, 1,
        [
            ("check", StoreCheckCommand.Create),
            ("backup", StoreBackupCommand.Create),
            ("restore", StoreRestoreCommand.Create),
            ("compact", StoreCompactCommand.Create),
        ]);
}
