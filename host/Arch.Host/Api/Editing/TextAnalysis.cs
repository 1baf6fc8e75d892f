using Arch.Host.Api.Problems;
using Arch.Host.Serving;
using Arch.Workflows.Catalog;
using Arch.Workflows.Editing;

namespace Arch.Host.Api.Editing;

/// <summary>Analyses texts for those who edit them, each text once while it is asked about.</summary>
internal sealed class TextAnalysis(HostWork work)
{
    private const int MostKept = 32;
    private const int MostCharacters = 1_000_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string File, string Text, object World, FileAnalysis Analysis)> _kept = [];

    /// <summary>Analyses a text as if it stood in a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file, relative to the project and in it; <see langword="null"/> for a new one beside the workflows.</param>
    /// <exception cref="ProblemException">The file is outside of the project, or the text is too long.</exception>
    public FileAnalysis Of(string text, string? file)
    {
        if (text.Length > MostCharacters)
        {
            throw new ProblemException(
                StatusCodes.Status413PayloadTooLarge, "ARCH6107", $"The text has {text.Length} characters, but a workflow file may have {MostCharacters}.");
        }

        var full = FullPath(file);
        var world = work.Workflows.Files;
        lock (_lock)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.File == full && ReferenceEquals(node.Value.World, world) && node.Value.Text == text)
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Analysis;
                }
            }
        }

        var shown = Path.GetRelativePath(work.Project.Settings.ProjectFolder, full);
        var analysis = work.Project.LanguageService(full, world).Analyze(new SourceText(shown, text));
        lock (_lock)
        {
            _kept.AddFirst((full, text, world, analysis));
            if (_kept.Count > MostKept)
            {
                _kept.RemoveLast();
            }
        }

        return analysis;
    }

    private string FullPath(string? file)
    {
        var folder = work.Project.Settings.ProjectFolder;
        var full = Path.GetFullPath(file ?? Path.Combine(work.Project.Settings.WorkflowFolders[0], "untitled.yaml"), folder);
        return full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || file is null
            ? full
            : throw new ProblemException(StatusCodes.Status400BadRequest, "ARCH6102", $"'file' must be in the project, but is '{file}'.");
    }
}
