using System.CommandLine;
using Arch.Expressions.JavaScript;
using Arch.Host.Projects;
using Arch.Workflows.Catalog;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary><c>arch plan OLD NEW</c> and <c>arch plan --git REV [PATH]</c></summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "The old and the new workflow file or folder; with --git, the file or folder to compare, the project's workflow folders unless given.",
            Arity = new ArgumentArity(0, 2),
        };
        var git = new Option<string?>("--git") { Description = "Compare the working tree with this revision of git.", HelpName = "revision" };
        var output = new Option<PlanFormat>("--output", "-o")
        {
            Description = "How the result is said: 'text' for people, 'json' for programs, 'markdown' for pull requests.",
            DefaultValueFactory = _ => PlanFormat.Text,
            HelpName = "text|json|markdown",
        };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 when something differs." };
        var command = new Command("plan", "Says what becomes different with a new version of workflows: steps, inputs, triggers, callers that break, runs that stay with the old version.")
        {
            paths, git, output, exitCode,
        };
        command.Validators.Add(result =>
        {
            // What stands there may be wrong itself, so only whether it stands there counts.
            var count = result.GetResult(paths)?.Tokens.Count ?? 0;
            var isGit = result.GetResult(git) is not null;
            if (isGit ? count > 1 : count != 2)
            {
                result.AddError(!isGit ? "Give two files or folders, the old and the new, or --git and a revision." : "With '--git' there is one path at most.");
            }
        });
        command.SetAction(async (parsed, _) => await RunAsync(
            parsed.GetValue(git) is { } revision
                ? await GitFiles.ReadAsync(revision, parsed.GetValue(paths)?.FirstOrDefault())
                : PlanFiles.Read(parsed.GetValue(paths)![0], parsed.GetValue(paths)![1]), // the validator has counted them
            parsed.GetValue(output),
            parsed.GetValue(exitCode)));
        return command;
    }

    private static async Task<int> RunAsync(PlanFiles files, PlanFormat format, bool tellsByExitCode)
    {
        using var project = Project.Open();
        var workflows = project.Workflows();
        var others = workflows.Names.Select(workflows.Find).OfType<SourceText>().ToList();
        var plan = VersionPlanner.Compare(files.Before, files.After, others, new JavaScriptLanguage());
        if (plan.Diagnostics.Count > 0)
        {
            throw new UsageException([.. plan.Diagnostics.Select(diagnostic => diagnostic.ToString())]);
        }

        var runs = await PinnedRuns.CountAsync(project, plan, files);
        await Console.Out.WriteAsync(format switch
        {
            PlanFormat.Json => PlanJson.Of(plan, runs) + "\n",
            PlanFormat.Markdown => PlanMarkdown.Of(plan, runs),
            _ => PlanText.Of(plan, runs),
        });
        if (format == PlanFormat.Text)
        {
            await Console.Error.WriteLineAsync(PlanWords.Sum(plan));
        }

        return tellsByExitCode && plan.Documents.Length > 0 ? ExitCodes.ProblemsFound : ExitCodes.Succeeded;
    }
}
