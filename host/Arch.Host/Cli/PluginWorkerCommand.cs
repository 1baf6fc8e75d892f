using System.CommandLine;
using Arch.Host.Processes;
using Arch.Plugins.Isolation;

namespace Arch.Host.Cli;

/// <summary><c>arch plugin-worker</c>: the process of a plugin with <c>isolation: process</c>; a host starts it, people do not.</summary>
internal static class PluginWorkerCommand
{
    public const string Name = "plugin-worker";

    /// <summary>Gets how this very program is started as a worker.</summary>
    public static WorkerCommand Start { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" // the program that runs has a path
        ? new WorkerCommand(Environment.ProcessPath!, [typeof(PluginWorkerCommand).Assembly.Location, Name])
        : new WorkerCommand(Environment.ProcessPath!, [Name]);

    public static Command Create()
    {
        var command = new Command(Name, "Serves a host as the process of one plugin.") { Hidden = true };
        command.SetAction(async _ =>
        {
            var sending = StandardOutput.Take();
            await PluginWorker.RunAsync(sending, Console.OpenStandardInput());
            // Code of the plugin may have left threads behind; they must not keep the process.
            Environment.Exit(ExitCodes.Succeeded);
        });
        return command;
    }
}
