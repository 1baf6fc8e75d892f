using System.CommandLine;
using System.Text;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Workflows.Catalog;
using Arch.Workflows.Formatting;

namespace Arch.Host.Cli;

/// <summary><c>arch fmt [PATH…]</c></summary>
internal static class FormatCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Workflow files, and folders to look for them in; the project's workflow folders unless given.", Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; list the files whose layout would change, and exit with 1 if there are any." };
        var stdin = new Option<bool>("--stdin") { Description = "Read a file from standard input and write it to standard output." };
        var command = new Command("fmt", "Gives workflow files their canonical layout. Data, comments and the order of keys stay as they are.") { paths, check, stdin };
        command.Validators.Add(result =>
        {
            if (result.GetResult(stdin) is { Implicit: false } && result.GetResult(paths) is { Tokens.Count: > 0 })
            {
                result.AddError("'--stdin' and paths do not go together.");
            }
        });
        command.SetAction((parsed, _) => parsed.GetValue(stdin)
            ? FormatInputAsync(parsed.GetValue(check))
            : FormatFilesAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(check)));
        return command;
    }

    private static async Task<int> FormatInputAsync(bool isCheck)
    {
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes);
        var result = WorkflowFormatter.Format(SourceText.Decode("<stdin>", bytes.ToArray()));
        if (result.Text is null)
        {
            await RefuseAsync(result);
            return ExitCodes.Invalid;
        }

        if (isCheck)
        {
            await Console.Out.WriteAsync(result.IsChanged ? "<stdin>\n" : "");
            return result.IsChanged ? ExitCodes.ProblemsFound : ExitCodes.Succeeded;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Utf8.GetBytes(result.Text));
        return ExitCodes.Succeeded;
    }

    private static async Task<int> FormatFilesAsync(string[] paths, bool isCheck)
    {
        var files = FilesOf(paths);
        var (changed, refused) = (0, 0);
        foreach (var file in files)
        {
            var result = WorkflowFormatter.Format(Project.ReadSource(file));
            if (result.Text is null)
            {
                refused++;
                await RefuseAsync(result);
            }
            else if (result.IsChanged)
            {
                changed++;
                await Console.Out.WriteLineAsync(file);
                if (!isCheck)
                {
                    FileReplacement.Write(file, Utf8.GetBytes(result.Text));
                }
            }
        }

        await Console.Error.WriteLineAsync(
            $"{Counted.Of(files.Count, "file")}, {changed} {(isCheck ? "would be laid out anew" : "laid out anew")}{(refused > 0 ? $", {refused} refused" : "")}.");
        return refused > 0 ? ExitCodes.Invalid
            : isCheck && changed > 0 ? ExitCodes.ProblemsFound
            : ExitCodes.Succeeded;
    }

    private static List<string> FilesOf(string[] paths)
    {
        if (paths.Length > 0)
        {
            return [.. paths.SelectMany(WorkflowFiles.Expand).Distinct()];
        }

        using var project = Project.Open();
        return
        [
            .. project.Settings.WorkflowFolders
                .SelectMany(folder => WorkflowFiles.In(folder, recursive: true))
                .Select(file => Path.GetRelativePath(Directory.GetCurrentDirectory(), file))
                .Distinct(),
        ];
    }

    private static async Task RefuseAsync(FormatResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            await Console.Error.WriteLineAsync(diagnostic.ToString());
        }
    }
}
