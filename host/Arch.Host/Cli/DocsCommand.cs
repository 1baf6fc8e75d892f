using System.CommandLine;
using Arch.Host.Projects;
using Arch.Workflows.Catalog;
using Arch.Workflows.Documentation;

namespace Arch.Host.Cli;

/// <summary><c>arch docs</c></summary>
internal static class DocsCommand
{
    private const string Prefix = "examples/";

    public static Command Create()
    {
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write the pages into.",
            DefaultValueFactory = _ => "docs/reference",
            HelpName = "folder",
        };
        var command = new Command("docs", "Writes a reference page for each key of the language and each step type of the plugins.") { folder };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Write(string folder)
    {
        using var project = Project.Open();
        var pages = LanguageReference.Make(project.Steps, [.. Examples()]);
        foreach (var page in pages)
        {
            var file = Path.Combine(folder, page.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!); // a file has a folder
            File.WriteAllText(file, page.Text);
        }

        Console.Error.WriteLine($"{pages.Count} pages are in '{folder}'.");
        return ExitCodes.Succeeded;
    }

    // The examples that the source tree runs are part of the program.
    private static IEnumerable<SourceText> Examples()
    {
        var assembly = typeof(DocsCommand).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!); // its name was just listed
            yield return new SourceText(name[Prefix.Length..], reader.ReadToEnd());
        }
    }
}
