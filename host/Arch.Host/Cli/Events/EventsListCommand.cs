using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Events;

/// <summary><c>arch events list</c></summary>
internal static class EventsListCommand
{
    private static readonly TimeSpan Unless = TimeSpan.FromDays(1);

    public static Command Create()
    {
        var subject = new Argument<string>("subject")
        {
            Description = "Only events of this subject; in it '*' stands for one part, '>' at the end for one or more.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => ">",
        };
        var since = CommonOptions.Moment("--since", "From when on; the last day unless given.");
        var limit = CommonOptions.Limit();
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists events of the log, the oldest first.") { subject, since, limit, output };
        command.SetAction((parsed, _) => ListAsync(
            parsed.GetRequiredValue(subject),
            parsed.GetValue(since) ?? TimeProvider.System.GetUtcNow() - Unless,
            parsed.GetValue(limit),
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(string subject, DateTimeOffset since, int limit, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project);
        var events = store is null ? [] : await store.ListEventsAsync(subject, since, limit);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(events, (writer, message) => ValueJson.Write(message.ToValue(), writer)));
            return ExitCodes.Succeeded;
        }

        foreach (var message in events)
        {
            await Console.Out.WriteLineAsync(Line(message));
        }

        if (events.Count == 0)
        {
            await Console.Error.WriteLineAsync($"No events since {StepText.Of(since)}.");
        }
        else if (events.Count == limit)
        {
            await Console.Error.WriteLineAsync($"There may be more: --since {events[^1].At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}");
        }

        return ExitCodes.Succeeded;
    }

    private static string Line(BusEvent message)
    {
        var source = message.Source is { } run ? $"  (run {run})" : "";
        return $"{StepText.Of(message.At)}  {message.Subject}  {ValueJson.ToJson(message.Data.IsUndefined ? Value.Null : message.Data)}{source}";
    }
}
