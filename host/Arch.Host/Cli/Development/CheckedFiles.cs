using System.Collections.Concurrent;
using Arch.Host.Projects;
using Arch.Host.Settings;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Development;

/// <summary>The files of a project with what is wrong with them.</summary>
internal sealed class CheckedFiles(Project project, IReadOnlyList<string> roots, string workingFolder, Action<string> say)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Checks all files and says what is wrong.</summary>
    /// <returns>How many there are.</returns>
    public int CheckAll()
    {
        _entries.Clear();
        var files = roots.SelectMany(root => File.Exists(root) ? [root] : WorkflowFiles.In(root, recursive: true)).Distinct().ToList();
        Check(files, project.Workflows());
        return files.Count;
    }

    /// <summary>Checks files that have changed, and those that use them or look for something that may be new.</summary>
    /// <returns>How many were checked.</returns>
    public int Check(IReadOnlyCollection<string> changed)
    {
        var ours = changed.Where(IsOurs).ToList();
        foreach (var gone in ours.Where(file => !File.Exists(file)))
        {
            _entries.TryRemove(gone, out _);
        }

        var workflows = project.Workflows();
        var there = ours.Where(File.Exists).ToList();
        Check(there, workflows);
        var others = ours.Count == 0
            ? []
            : _entries.Where(entry => !there.Contains(entry.Key) && (entry.Value.IsLooking || entry.Value.Used.Overlaps(ours)))
                .Select(entry => entry.Key)
                .ToList();
        Check(others, workflows);
        return there.Count + others.Count;
    }

    public (int Errors, int Warnings) Count()
    {
        var all = _entries.Values.SelectMany(entry => entry.Diagnostics).ToList();
        var errors = all.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return (errors, all.Count - errors);
    }

    private void Check(List<string> files, ProjectWorkflows workflows)
    {
        foreach (var (file, entry) in files.AsParallel().AsOrdered().Select(file => (file, Read(file, workflows))).AsSequential())
        {
            if (entry is null)
            {
                _entries.TryRemove(file, out _);
                continue;
            }

            var before = _entries.GetValueOrDefault(file);
            _entries[file] = entry;
            foreach (var diagnostic in entry.Diagnostics)
            {
                say(SourceExcerpt.Of(diagnostic, entry.Text));
            }

            if (entry.Diagnostics.Count == 0 && before?.Diagnostics.Count > 0)
            {
                say($"{Shown(file)} is right now.");
            }
        }
    }

    // A file that is being replaced may be gone for a moment; the next change tells of it.
    private Entry? Read(string file, ProjectWorkflows workflows)
    {
        try
        {
            var source = Project.ReadSource(Shown(file));
            var analysis = project.LanguageService(source.File, workflows).Analyze(source);
            return new Entry(
                source.Text,
                analysis.Diagnostics,
                [.. analysis.UsedFiles.Select(used => Path.GetFullPath(used, project.Settings.ProjectFolder)), .. analysis.UsedFiles.Select(used => Path.GetFullPath(used, workingFolder))],
                analysis.Diagnostics.Any(diagnostic => diagnostic.Code is "ARCH2111" or "ARCH2112"));
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private string Shown(string file) => Path.GetRelativePath(workingFolder, file);

    private static bool IsOurs(string file) =>
        Path.GetExtension(file) is ".yaml" or ".yml" && Path.GetFileName(file) != SettingsReader.FileName && !Directory.Exists(file);

    /// <summary>What is known about a file.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="Diagnostics">What is wrong.</param>
    /// <param name="Used">The files that it uses.</param>
    /// <param name="IsLooking">Whether it names a workflow or action that is not there.</param>
    private sealed record Entry(string Text, IReadOnlyList<Diagnostic> Diagnostics, HashSet<string> Used, bool IsLooking);
}
