using System.CommandLine;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Host.Serving;
using Arch.Host.Settings;

namespace Arch.Host.Cli;

/// <summary><c>arch serve</c>: answers the API, goes on with runs and has agents work until it is told to end.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var options = new SettingOptions();
        var command = new Command("serve", "Answers the API, goes on with runs and has agents work, until SIGINT or SIGTERM.");
        options.AddTo(command);
        command.SetAction((parsed, _) => ServeAsync(options.Read(parsed)));
        return command;
    }

    private static async Task<int> ServeAsync(IReadOnlyList<KeyValuePair<string, SettingValue>> overrides)
    {
        using var signals = new StopSignals();
        using var project = Project.OpenForLong(overrides);
        await using var host = await ServerHost.StartAsync(project);
        foreach (var url in host.Urls)
        {
            await Console.Out.WriteLineAsync($"Serving at {url}");
        }

        await Console.Out.FlushAsync();
        try
        {
            await Task.Delay(Timeout.Infinite, signals.Asked);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Ending ...");
        }

        await host.StopAsync();
        return host.Work.Failure is null ? ExitCodes.Succeeded : ExitCodes.RunFailed;
    }
}
