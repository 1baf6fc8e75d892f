using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli;

/// <summary><c>arch permits list</c></summary>
internal static class PermitsCommand
{
    public static Command Create(string[] args) =>
        new Command("permits", "Shows who holds the permits of concurrency limits, and who waits for them.").With(args, 1, [("list", List)]);

    private static Command List()
    {
        var key = new Argument<string?>("key") { Description = "Only permits of this key.", Arity = ArgumentArity.ZeroOrOne };
        var limit = CommonOptions.Limit();
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists permits by key, in the order of their turn.") { key, limit, output };
        command.SetAction((parsed, _) => ListAsync(parsed.GetValue(key), parsed.GetValue(limit), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(string? key, int limit, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project);
        var permits = store is null ? [] : await store.ListPermitsAsync(key, limit);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(permits, (writer, permit) =>
            {
                writer.WriteStartObject();
                writer.WriteString("key", permit.Key);
                writer.WriteString("runId", permit.RunId.Value);
                writer.WriteNumber("activation", permit.Activation);
                writer.WriteBoolean("granted", permit.IsGranted);
                writer.WriteString("since", permit.Since);
                writer.WriteEndObject();
            }));
            return ExitCodes.Succeeded;
        }

        foreach (var group in permits.GroupBy(permit => permit.Key))
        {
            await Console.Out.WriteLineAsync(group.Key);
            foreach (var permit in group)
            {
                await Console.Out.WriteLineAsync(
                    $"  {(permit.IsGranted ? "held" : "waits"),-5}  {StepText.Of(permit.Since)}  run {permit.RunId}{(permit.Activation == 0 ? "" : $", activation {permit.Activation}")}");
            }
        }

        if (permits.Count == 0)
        {
            await Console.Error.WriteLineAsync(key is null ? "No permits are held or waited for." : $"No permit of '{key}' is held or waited for.");
        }

        return ExitCodes.Succeeded;
    }
}
