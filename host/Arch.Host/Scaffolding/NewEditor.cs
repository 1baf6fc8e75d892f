using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Settings;

namespace Arch.Host.Scaffolding;

/// <summary>Settings with which Visual Studio Code completes and checks workflows.</summary>
internal static class NewEditor
{
    // A line as Diagnostic writes it.
    private const string Pattern = """
        {
                  "regexp": "^(.+?):(\\d+):(\\d+) (ARCH\\d+) (?:(warning): )?(.*)$",
                  "file": 1, "line": 2, "column": 3, "code": 4, "severity": 5, "message": 6
                }
        """;

    public static IEnumerable<NewFile> Files(Project project)
    {
        var folder = Path.Combine(project.Settings.ProjectFolder, ".vscode");
        return
        [
            new(Path.Combine(folder, "arch.schema.json"), SchemaText.Of(project.Steps) + "\n"),
            new(Path.Combine(folder, "settings.json"), Settings(project.Settings)),
            new(Path.Combine(folder, "extensions.json"), """
                {
                  "recommendations": ["redhat.vscode-yaml"]
                }

                """),
            new(Path.Combine(folder, "tasks.json"), Tasks(project.Settings)),
        ];
    }

    private static string Settings(ArchSettings settings) => $$"""
        {
          "yaml.schemas": {
            ".vscode/arch.schema.json": [{{string.Join(", ", Folders(settings).Select(folder => $"\"{folder}/**/*.yaml\""))}}]
          },
          "yaml.format.enable": false,
          "[yaml]": { "editor.tabSize": 2, "editor.insertSpaces": true, "editor.quickSuggestions": { "strings": true } }
        }

        """;

    // The task stays in the background and says anew what is wrong after each save; the problems stand in the files.
    private static string Tasks(ArchSettings settings) => $$"""
        {
          "version": "2.0.0",
          "tasks": [
            {
              "label": "arch: check while editing",
              "type": "shell",
              "command": "arch dev",
              "isBackground": true,
              "runOptions": { "runOn": "folderOpen" },
              "presentation": { "reveal": "never", "panel": "dedicated" },
              "problemMatcher": {
                "owner": "arch",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {{Pattern}},
                "background": { "activeOnStart": true, "beginsPattern": "^\\S+\\.ya?ml:\\d", "endsPattern": "checked \\d+ files? in" }
              }
            },
            {
              "label": "arch: check all",
              "type": "shell",
              "command": "arch validate {{string.Join(' ', Folders(settings))}}",
              "group": "test",
              "problemMatcher": {
                "owner": "arch",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {{Pattern}}
              }
            },
            {
              "label": "arch: run the tests",
              "type": "shell",
              "command": "arch test",
              "group": { "kind": "test", "isDefault": true }
            }
          ]
        }

        """;

    private static IEnumerable<string> Folders(ArchSettings settings) =>
        settings.WorkflowFolders.Select(folder => Path.GetRelativePath(settings.ProjectFolder, folder).Replace('\\', '/'));
}
