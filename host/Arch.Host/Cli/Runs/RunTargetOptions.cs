using System.CommandLine;

namespace Arch.Host.Cli.Runs;

/// <summary>The arguments and options that say which runs an operation is for.</summary>
internal sealed class RunTargetOptions
{
    private readonly RunFilterOptions _filter;

    private readonly Option<bool> _all = new("--all") { Description = "All runs for which it makes sense, when nothing else says which." };

    public RunTargetOptions(Command command)
    {
        _filter = new RunFilterOptions(command);
        command.Add(_all);
    }

    /// <summary>Makes the argument that names a run; the command adds it where it belongs.</summary>
    public static Argument<string?> Id() => new("id") { Description = "The run; options say which runs unless it is given.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Tells whether options say which runs are meant.</summary>
    public bool IsGiven(ParseResult parsed) => _filter.Read(parsed).SaysAnything || parsed.GetValue(_all);

    /// <summary>Reads what the operation is for.</summary>
    /// <exception cref="UsageException">ARCH6011: it is not said, or said twice.</exception>
    public RunTarget Read(ParseResult parsed, string? id)
    {
        var isGiven = IsGiven(parsed);
        return (id, isGiven) switch
        {
            (null, false) => throw new UsageException(
                "ARCH6011", "It is not said which runs are meant. Name one by its id, or give --status, --workflow, --parent, --since, --until or --all."),
            ({ } runId, true) => throw new UsageException(
                "ARCH6011", $"Both run '{runId}' and options that mean many runs are given. Leave out the one or the others."),
            _ => new RunTarget { RunId = id is null ? null : new(id), Filter = _filter.Read(parsed) },
        };
    }
}
