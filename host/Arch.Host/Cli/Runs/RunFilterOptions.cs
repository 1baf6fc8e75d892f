using System.CommandLine;
using Arch.Engine.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary>The options that say which runs a command is about.</summary>
internal sealed class RunFilterOptions
{
    private readonly Option<RunStatus?> _status = new("--status")
    {
        Description = "Only runs that stand there.",
        HelpName = "running|waiting|paused|parked|succeeded|failed|cancelled",
    };

    private readonly Option<string?> _workflow = new("--workflow") { Description = "Only runs of this workflow.", HelpName = "namespace.id" };
    private readonly Option<string?> _parent = new("--parent") { Description = "Only runs that this run called.", HelpName = "run" };
    private readonly Option<DateTimeOffset?> _since = CommonOptions.Moment("--since", "Only runs that started then or later.");
    private readonly Option<DateTimeOffset?> _until = CommonOptions.Moment("--until", "Only runs that started before that moment.", isExplained: false);

    public RunFilterOptions(Command command)
    {
        command.Add(_status);
        command.Add(_workflow);
        command.Add(_parent);
        command.Add(_since);
        command.Add(_until);
    }

    public RunFilter Read(ParseResult parsed) => new()
    {
        Status = parsed.GetValue(_status),
        Workflow = parsed.GetValue(_workflow),
        Parent = parsed.GetValue(_parent) is { } parent ? new RunId(parent) : null,
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
    };
}
