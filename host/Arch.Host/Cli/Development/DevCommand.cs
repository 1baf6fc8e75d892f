using System.CommandLine;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Development;

/// <summary><c>arch dev</c></summary>
internal static class DevCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders and files to watch besides the workflow folders of the settings.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("dev", "Watches workflows, actions and plugins, checks what is saved at once, and runs what you type.") { paths };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(paths) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths)
    {
        using var signals = new StopSignals();
        await using var session = new DevSession(Directory.GetCurrentDirectory(), paths, Console.Out.WriteLine);
        return await session.RunAsync(Console.In, signals.Asked);
    }
}
