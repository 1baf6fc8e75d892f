using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Checking;

/// <summary>Finds what is wrong with workflows together although each is right by itself. Not safe to use from many threads.</summary>
public sealed class WorkflowSet
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string File, Webhook Webhook)>> _webhooks = new(StringComparer.Ordinal);

    /// <summary>Adds a workflow.</summary>
    /// <param name="compilation">What compiling its file gave.</param>
    /// <returns>What is wrong between it and those added before, at places in its file.</returns>
    public IReadOnlyList<Diagnostic> Add(WorkflowCompilation compilation)
    {
        ArgumentNullException.ThrowIfNull(compilation);
        var file = compilation.Source.File;
        var found = new List<Diagnostic>();
        if (compilation.FullName is { } name && !_files.TryAdd(name, file))
        {
            found.Add(new(
                "ARCH1011",
                DiagnosticSeverity.Error,
                new SourcePlace(file, 0, 0),
                $"The workflow '{name}' is declared in '{_files[name]}' already.",
                "Change the 'id' or the 'namespace' of one of them."));
        }

        foreach (var webhook in compilation.Webhooks)
        {
            // Two that meet are equal but for the names in braces.
            var key = webhook.Shape;
            if (!_webhooks.TryGetValue(key, out var others))
            {
                _webhooks.Add(key, others = []);
            }

            var index = others.FindIndex(other => other.File != file && other.Webhook.Meets(webhook));
            if (index >= 0)
            {
                var (otherFile, other) = others[index];
                found.Add(new(
                    "ARCH1010",
                    DiagnosticSeverity.Error,
                    webhook.Place,
                    $"The path '{webhook.Path}' is taken by trigger '{other.Trigger}' of '{otherFile}' already.",
                    "Choose another path or another 'method'."));
            }

            others.Add((file, webhook));
        }

        return found;
    }
}
