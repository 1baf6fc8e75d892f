using System.CommandLine;
using Arch.Host.Projects;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli;

/// <summary><c>arch validate PATH…</c></summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Workflow files, and folders to look for them in.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Checks workflow files and says everything that is wrong with them.") { paths };
        command.SetAction(parsed => Validate(parsed.GetRequiredValue(paths)));
        return command;
    }

    private static int Validate(string[] paths)
    {
        using var project = Project.Open();
        var files = paths.SelectMany(Expand).Distinct().ToList();
        var errors = 0;
        var warnings = 0;
        foreach (var compilation in files.Select(project.Compile))
        {
            foreach (var diagnostic in compilation.Diagnostics)
            {
                Console.Out.WriteLine(diagnostic);
                errors += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
                warnings += diagnostic.Severity == DiagnosticSeverity.Warning ? 1 : 0;
            }
        }

        Console.Error.WriteLine($"{Count(files.Count, "file")}, {Count(errors, "error")}, {Count(warnings, "warning")}.");
        return errors > 0 ? ExitCodes.Invalid : ExitCodes.Succeeded;
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

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
