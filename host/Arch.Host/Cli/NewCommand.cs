using System.CommandLine;
using Arch.Host.Projects;
using Arch.Host.Scaffolding;
using Arch.Host.Settings;

namespace Arch.Host.Cli;

/// <summary><c>arch new workflow NAME</c>, <c>arch new plugin NAME</c> and <c>arch new vscode</c></summary>
internal static class NewCommand
{
    public static Command Create() => new("new", "Makes the beginning of something new.")
    {
        Create("workflow", "Makes a workflow file with a test in the first workflow folder.", NewWorkflow.Files),
        Create("plugin", "Makes the source of a plugin with one step type, which 'dotnet build' puts where Arch finds it.", NewPlugin.Files),
        Editor(),
    };

    private static Command Editor()
    {
        var command = new Command("vscode", "Makes the settings with which Visual Studio Code completes and checks workflows.");
        command.SetAction(_ =>
        {
            using var project = Project.Open();
            return Write([.. NewEditor.Files(project)]);
        });
        return command;
    }

    private static Command Create(string what, string description, Func<string, ArchSettings, IEnumerable<NewFile>> files)
    {
        var name = new Argument<string>("name") { Description = "Its name: lower-case letters, digits and _, beginning with a letter." };
        var command = new Command(what, description) { name };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(name), files));
        return command;
    }

    private static int Write(string name, Func<string, ArchSettings, IEnumerable<NewFile>> files)
    {
        if (name.Length is 0 or > 60 || !char.IsAsciiLetterLower(name[0]) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new UsageException("ARCH6010", $"'{name}' cannot be a name: it must be lower-case letters, digits and _, beginning with a letter.");
        }

        return Write([.. files(name, SettingsReader.Read(Directory.GetCurrentDirectory()))]);
    }

    private static int Write(IReadOnlyList<NewFile> all)
    {
        var workingFolder = Directory.GetCurrentDirectory();
        if (all.FirstOrDefault(file => File.Exists(file.Path)) is { } there)
        {
            throw new UsageException("ARCH6010", $"'{Path.GetRelativePath(workingFolder, there.Path)}' is there already. Choose another name, or delete it.");
        }

        foreach (var file in all)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!); // a file has a folder
            File.WriteAllText(file.Path, file.Text);
            Console.Out.WriteLine(Path.GetRelativePath(workingFolder, file.Path));
        }

        return ExitCodes.Succeeded;
    }
}
