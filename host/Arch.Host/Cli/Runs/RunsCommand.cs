using System.CommandLine;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs …</c></summary>
internal static class RunsCommand
{
    public static Command Create(string[] args) =>
        new Command("runs", "Shows the runs of this project, and says things to them.").With(args, 1,
        [
            ("list", RunsListCommand.Create),
            ("show", RunsShowCommand.Create),
            ("waits", RunsWaitsCommand.Create),
            ("journal", RunsJournalCommand.Create),
            ("diff", RunsDiffCommand.Create),
            ("signal", RunsSignalCommand.Create),
            ("cancel", RunsCancelCommand.Create),
            ("pause", RunsPauseCommand.Create),
            ("resume", RunsResumeCommand.Create),
            ("retry", RunsRetryCommand.Create),
            ("replay", RunsReplayCommand.Create),
            ("rerun", RunsRerunCommand.Create),
            ("migrate", RunsMigrateCommand.Create),
            ("purge", RunsPurgeCommand.Create),
        ]);
}
