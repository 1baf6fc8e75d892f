using System.CommandLine;
using Arch.Expressions.Language;
using Arch.Host.Cli.Agents;
using Arch.Host.Cli.Development;
using Arch.Host.Cli.Events;
using Arch.Host.Cli.Plans;
using Arch.Host.Cli.Plugins;
using Arch.Host.Cli.Runs;
using Arch.Host.Cli.Stores;
using Arch.Host.Cli.Tasks;
using Arch.Host.Cli.Testing;
using Arch.Host.Cli.Validation;
using Arch.Plugins.Loading;
using Arch.Sdk;

namespace Arch.Host.Cli;

/// <summary>Reads the command line and turns failures into lines and exit codes.</summary>
internal static class ArchProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        StuckEvaluation.Found = GiveUp;
        PluginCrashes.Contain(Report);
        if (args is ["run", ..])
        {
            HeadStart.Begin();
        }

        return await InvokeAsync(args);
    }

    /// <summary>Carries out one command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var root = Commands(args);
        // A word that begins with @ is data: @file.json.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"ARCH6001 {error.Message}");
            }

            await Console.Error.WriteLineAsync("'arch --help' shows the commands, 'arch COMMAND --help' their options.");
            return ExitCodes.Invalid;
        }

        try
        {
            // Runs are cancelled by their own handler, which lets 'finally' steps end; the library's would kill after 2 s.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException e)
        {
            foreach (var line in e.Lines)
            {
                await Console.Error.WriteLineAsync(line);
            }

            return ExitCodes.Invalid;
        }
        catch (ArchException e)
        {
            await Console.Error.WriteLineAsync($"{e.Code} {e.Message}");
            return ExitCodes.Invalid;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCodes.Cancelled;
        }
    }

    // The thread is lost, and with it perhaps the lock that others wait for: nothing but the end of the process helps.
    private static void GiveUp(StuckEvaluation stuck)
    {
        var text = stuck.Text.Length > 200 ? stuck.Text[..200] + "…" : stuck.Text;
        Console.Error.WriteLine(
            $"ARCH2412 An evaluation has not stopped long after its limit of {stuck.Limit.TotalMilliseconds:0} ms, so the host ends. Unfinished runs are kept; 'arch runs resume' goes on with them. The text is: {text}");
        Environment.Exit(ExitCodes.GivenUp);
    }

    private static void Report(string plugin, Exception exception) => Console.Error.WriteLine(
        $"ARCH4025 Code of the plugin '{plugin}' threw on a thread of its own, which ended the thread: {exception.GetType().FullName}: {exception.Message}");

    private static RootCommand Commands(string[] args) =>
        new RootCommand("Arch runs workflows: YAML files with JavaScript expressions and steps from plugins.").With(args, 0,
        [
            ("run", RunCommand.Create),
            ("serve", ServeCommand.Create),
            ("config", () => ConfigCommand.Create(args)),
            ("validate", ValidateCommand.Create),
            ("test", TestCommand.Create),
            ("fmt", FormatCommand.Create),
            ("graph", GraphCommand.Create),
            ("plan", PlanCommand.Create),
            ("schema", SchemaCommand.Create),
            ("docs", DocsCommand.Create),
            ("plugins", () => PluginsCommand.Create(args)),
            ("runs", () => RunsCommand.Create(args)),
            ("tasks", () => TasksCommand.Create(args)),
            ("agents", () => AgentsCommand.Create(args)),
            ("events", () => EventsCommand.Create(args)),
            ("permits", () => PermitsCommand.Create(args)),
            ("store", () => StoreCommand.Create(args)),
            ("verify", VerifyCommand.Create),
            ("new", NewCommand.Create),
            ("lsp", LspCommand.Create),
            ("dev", DevCommand.Create),
            (PluginWorkerCommand.Name, PluginWorkerCommand.Create),
        ]);
}
