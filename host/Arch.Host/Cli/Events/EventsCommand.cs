using System.CommandLine;

namespace Arch.Host.Cli.Events;

/// <summary><c>arch events …</c></summary>
internal static class EventsCommand
{
    public static Command Create(string[] args) =>
        new Command("events", "Publishes events, and shows the event log.").With(args, 1,
        [
            ("publish", EventsPublishCommand.Create),
            ("list", EventsListCommand.Create),
        ]);
}
