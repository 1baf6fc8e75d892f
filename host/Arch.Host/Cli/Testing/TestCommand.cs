using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Testing;

/// <summary><c>arch test [PATH…]</c></summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Test files, and folders to look for them in; the workflow folders unless given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string?>("--filter") { Description = "Run only the cases whose name or workflow contains this.", HelpName = "text" };
        var watch = new Option<bool>("--watch") { Description = "Run the tests again whenever a workflow or a test has changed." };
        var coverage = new Option<bool>("--coverage") { Description = "Show which steps and branches no case has run." };
        var update = new Option<bool>("--update") { Description = "Write the snapshots of the cases instead of comparing with them." };
        var junit = new Option<string?>("--junit") { Description = "Write the results as JUnit XML, for CI systems.", HelpName = "file.xml" };
        var output = CommonOptions.Output();
        var command = new Command("test", "Runs the tests of workflows, in memory and in simulated time.")
        {
            paths, filter, watch, coverage, update, junit, output,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new TestOptions(
                parsed.GetValue(paths) ?? [],
                parsed.GetValue(filter),
                parsed.GetValue(coverage),
                parsed.GetValue(update),
                parsed.GetValue(junit),
                parsed.GetValue(output));
            using var signals = new StopSignals();
            return parsed.GetValue(watch)
                ? await TestWatch.RunAsync(options, signals.Asked)
                : await RunAsync(options, signals.Asked);
        });
        return command;
    }

    /// <summary>Runs the tests once and says what came of them.</summary>
    /// <exception cref="OperationCanceledException">The user does not want to wait any longer.</exception>
    public static async Task<int> RunAsync(TestOptions options, CancellationToken cancellationToken)
    {
        var results = await TestSession.RunAsync(options, cancellationToken);
        if (options.JUnit is { } file)
        {
            WriteJUnit(file, results);
        }

        if (options.Output == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(TestJson.Of(results, options));
        }
        else
        {
            new TestText(Console.Out, ColouredText.IsWanted(Console.IsOutputRedirected)).Write(results, options.WantsCoverage);
        }

        return results.IsInvalid ? ExitCodes.Invalid
            : results.Cases.Any(result => result.HasFailed) ? ExitCodes.ProblemsFound
            : ExitCodes.Succeeded;
    }

    private static void WriteJUnit(string file, TestResults results)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using var target = File.Create(file);
            Arch.Testing.Reports.JUnitReport.Write(results.Cases, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("ARCH7015", $"The file '{file}' that '--junit' names cannot be written: {e.Message}", e);
        }
    }
}
