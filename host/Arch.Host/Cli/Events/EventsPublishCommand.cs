using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Events;

/// <summary><c>arch events publish SUBJECT</c></summary>
internal static class EventsPublishCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("subject") { Description = "The subject, parts joined by dots: orders.created." };
        var data = CommonOptions.Data("--data", "The data of the event:");
        var eventId = new Option<string?>("--id") { Description = "An id of your choice: an event that was published under it before changes nothing.", HelpName = "id" };
        var (detach, output) = (CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("publish", "Publishes an event, and goes on with the runs that wait for it.") { subject, data, eventId, detach, output };
        command.SetAction((parsed, _) => PublishAsync(
            Checked(parsed.GetRequiredValue(subject)),
            JsonArgument.Read("--data", parsed.GetValue(data)),
            parsed.GetValue(eventId),
            parsed.GetValue(detach),
            parsed.GetValue(output)));
        return command;
    }

    public static string Checked(string subject)
    {
        var isSubject = subject.Length > 0 && !SubjectPattern.IsPattern(subject) && subject.Split('.').All(part => part.Length > 0 && !part.Any(char.IsWhiteSpace));
        return isSubject
            ? subject
            : throw new UsageException("ARCH6015", $"'{subject}' cannot be the subject of an event: it must be parts joined by dots, without spaces, '*' and '>', such as 'orders.created'.");
    }

    private static async Task<int> PublishAsync(string subject, Value data, string? id, bool isDetached, OutputFormat format)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        BusEvent message;
        await using (var output = RunOutput.Create(format, isQuiet: isDetached))
        {
            await using var session = await RunSession.OpenAsync(
                project, project.Workflows(), output, isDetached ? SessionMode.Detached : SessionMode.Durable);
            message = await session.Engine.PublishAsync(subject, data, id);
            await session.FinishAsync(signals.Asked);
        }

        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => ValueJson.Write(message.ToValue(), writer)));
        }
        else
        {
            await Console.Out.WriteLineAsync($"Published {message.Subject} (event {message.Id}).");
        }

        return ExitCodes.Succeeded;
    }
}
