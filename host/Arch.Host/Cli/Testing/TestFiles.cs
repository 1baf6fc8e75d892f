using System.Text.RegularExpressions;
using Arch.Host.Projects;
using Arch.Host.Settings;

namespace Arch.Host.Cli.Testing;

/// <summary>Finds test files.</summary>
internal static partial class TestFiles
{
    /// <summary>Finds the files that paths mean.</summary>
    /// <exception cref="UsageException">ARCH6004: a path does not exist. ARCH7015: there are no tests.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, ArchSettings settings)
    {
        var workingFolder = Directory.GetCurrentDirectory();
        IEnumerable<string> wanted = paths.Count > 0
            ? paths
            : settings.WorkflowFolders.Where(Directory.Exists).Select(folder => Path.GetRelativePath(workingFolder, folder));
        var files = wanted.SelectMany(In)
            .Select(file => file.StartsWith("./", StringComparison.Ordinal) && paths.Count == 0 ? file[2..] : file)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new UsageException(
            "ARCH7015",
            paths.Count > 0
                ? $"There are no tests in {string.Join(", ", paths.Select(path => $"'{path}'"))}. A test is a file such as 'orders.test.yaml' with 'kind: test'."
                : "There are no tests in the workflow folders. A test is a file such as 'orders.test.yaml' with 'kind: test'.");
    }

    private static IEnumerable<string> In(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new UsageException(
                "ARCH6004",
                $"The file '{path}' does not exist (looked for '{Path.GetFullPath(path)}').");
        }

        return WorkflowFiles.In(path, recursive: true).Where(IsTest);
    }

    // A test may also stand beside the workflow, in the same file.
    private static bool IsTest(string file) =>
        file.EndsWith(".test.yaml", StringComparison.Ordinal)
        || file.EndsWith(".test.yml", StringComparison.Ordinal)
        || TestKind().IsMatch(File.ReadAllText(file));

    [GeneratedRegex(@"^kind:\s*[""']?test\b", RegexOptions.Multiline)]
    private static partial Regex TestKind();
}
