using System.CommandLine;
using System.Globalization;
using Arch.Expressions.Language;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Plugins;
using Arch.Workflows.Schema;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins describe TYPE</c></summary>
internal static class PluginsDescribeCommand
{
    public static Command Create()
    {
        var type = new Argument<string>("type") { Description = "The step type, such as http.request or http.request@1." };
        var output = CommonOptions.Output();
        var command = new Command("describe", "Shows the inputs and outputs of a step type.") { type, output };
        command.SetAction(parsed => Describe(parsed.GetRequiredValue(type), parsed.GetValue(output)));
        return command;
    }

    private static int Describe(string type, OutputFormat format)
    {
        using var project = Project.Open();
        var (name, version) = Split(type);
        if (project.Steps.Find(name, version) is not { } step)
        {
            throw project.Steps.FindProblem(name, version) is { } problem
                ? new UsageException([problem.ToString()])
                : NotFound(project.Steps, type, name);
        }

        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("type", step.Name);
                writer.WriteNumber("version", step.Version);
                writer.WriteString("plugin", step.PluginId);
                writer.WriteString("summary", step.Summary);
                if (step.IsIdempotent is { } isIdempotent)
                {
                    writer.WriteBoolean("idempotent", isIdempotent);
                }

                writer.WritePropertyName("input");
                ShapeSchema.Create(step.Input).WriteTo(writer);
                writer.WritePropertyName("output");
                ShapeSchema.Create(step.Output).WriteTo(writer);
                writer.WriteEndObject();
            }));
        }
        else
        {
            StepTypeText.Write(Console.Out, step);
        }

        return ExitCodes.Succeeded;
    }

    private static (string Name, int? Version) Split(string type)
    {
        var at = type.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return (type, null);
        }

        return int.TryParse(type.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (type[..at], version)
            : throw new UsageException("ARCH6001", $"'{type}' is no step type: after '@' comes a major version, as in 'http.request@1'.");
    }

    private static UsageException NotFound(PluginCatalog steps, string type, string name)
    {
        var closest = Suggestions.Closest(name, steps.Names);
        return new UsageException(
            "ARCH6006",
            $"No plugin offers the step type '{type}'. {(closest is null ? "'arch plugins list' shows what there is." : $"Did you mean '{closest}'?")}");
    }
}
