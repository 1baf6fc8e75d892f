using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Validation;

/// <summary><c>arch validate PATH…</c></summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Workflow files, and folders to look for them in.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<ReportFormat>("--format")
        {
            Description = "How it is said: 'text' for people, 'json' for programs, 'sarif' for code scanning, 'github' for annotations of GitHub Actions.",
            HelpName = "text|json|sarif|github",
        };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 after warnings too." };
        var command = new Command("validate", "Checks workflow files and says everything that is wrong with them.") { paths, format, strict };
        command.Aliases.Add("check");
        command.SetAction(parsed => Validate(parsed.GetRequiredValue(paths), parsed.GetValue(format), parsed.GetValue(strict)));
        return command;
    }

    private static int Validate(string[] paths, ReportFormat format, bool isStrict)
    {
        using var project = Project.Open();
        var files = paths.SelectMany(Expand).Distinct().ToList();
        var found = ProjectCheck.Run(project, files);
        DiagnosticReport.Write(Console.Out, format, files.Count, found);
        var errors = found.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var warnings = found.Count - errors;
        Console.Error.WriteLine($"{Counted.Of(files.Count, "file")}, {Counted.Of(errors, "error")}, {Counted.Of(warnings, "warning")}.");
        return errors > 0 || (isStrict && warnings > 0) ? ExitCodes.Invalid : ExitCodes.Succeeded;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var files = WorkflowFiles.In(path, recursive: true).ToList();
        return files.Count > 0 ? files : throw new UsageException("ARCH6004", $"The folder '{path}' holds no workflow file (*.yaml, *.yml).");
    }
}
