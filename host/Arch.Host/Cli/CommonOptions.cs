using System.CommandLine;
using System.CommandLine.Parsing;
using Arch.Host.Output;
using Arch.Workflows.Durations;

namespace Arch.Host.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        Description = "How the result is said: 'text' for people, 'json' for programs (JSON alone on standard output).",
        DefaultValueFactory = _ => OutputFormat.Text,
        HelpName = "text|json",
    };

    public static Option<string> By() => new("--by")
    {
        Description = "Who does it.",
        DefaultValueFactory = _ => Environment.UserName,
        HelpName = "name",
    };

    public static Option<bool> Detach() => new("--detach")
    {
        Description = "Only leave the message, for whichever host goes on with the run.",
    };

    public static Option<string[]> Input() =>
        new("--input", "-i") { Description = "An input, as name=value. May be given many times.", HelpName = "name=value" };

    public static Option<string?> InputFile() =>
        new("--input-file") { Description = "A JSON file with an object of inputs.", HelpName = "file.json" };

    public static Option<string?> Data(string name, string description) => new(name)
    {
        Description = description + " JSON, @file for a file of it, or @- for standard input.",
        HelpName = "json|@file",
    };

    /// <summary>Makes an option for how many there may be at most.</summary>
    public static Option<int> Limit()
    {
        var limit = new Option<int>("--limit") { Description = "How many at most, 1 to 1000.", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given and (< 1 or > 1000))
            {
                result.AddError($"'--limit' must be 1 to 1000, but is {given}.");
            }
        });
        return limit;
    }

    /// <summary>Makes an option for a moment.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description, bool isExplained = true) => new(name)
    {
        Description = isExplained ? $"{description} It is {Moments.Form}." : description,
        HelpName = "moment",
        CustomParser = result => ParseMoment(result, name),
    };

    /// <summary>Makes an option for a length of time.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result => ParseDuration(result, name),
    };

    private static TimeSpan? ParseDuration(ArgumentResult result, string name)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (DurationText.TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{name}' must be {DurationText.Form}, but is '{text}'.");
        return null;
    }

    private static DateTimeOffset? ParseMoment(ArgumentResult result, string name)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Moments.TryParse(text, TimeProvider.System.GetUtcNow(), out var moment))
        {
            return moment;
        }

        result.AddError($"'{name}' must be {Moments.Form}, but is '{text}'.");
        return null;
    }
}
