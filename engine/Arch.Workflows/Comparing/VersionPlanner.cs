using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Comparing;

/// <summary>Compares two states of workflow files by what they say.</summary>
public static class VersionPlanner
{
    /// <summary>Compares two states.</summary>
    /// <param name="before">The files before; what names a file there names it after too.</param>
    /// <param name="after">The files after.</param>
    /// <param name="others">Further workflows that may call those compared; those that are among the compared are left out.</param>
    /// <param name="language">The language of expressions.</param>
    /// <returns>The differences, or what is wrong with the files.</returns>
    public static VersionPlan Compare(
        IReadOnlyList<SourceText> before,
        IReadOnlyList<SourceText> after,
        IReadOnlyList<SourceText> others,
        IExpressionLanguage language)
    {
        var diagnostics = new DiagnosticBag();
        var old = ComparedDocument.ReadAll(before, diagnostics, checksStructure: false);
        var current = ComparedDocument.ReadAll(after, diagnostics, checksStructure: true);
        if (diagnostics.HasErrors)
        {
            return new VersionPlan { Diagnostics = [.. diagnostics.InOrder("").Where(found => found.Severity == DiagnosticSeverity.Error)] };
        }

        var outside = ComparedDocument.ReadAll(others, new DiagnosticBag(), checksStructure: false)
            .Where(document => !old.ContainsKey(document.Key) && !current.ContainsKey(document.Key))
            .Select(document => document.Value);
        return new VersionPlan
        {
            Documents =
            [
                .. old.Keys.Union(current.Keys)
                    .Order(StringComparer.Ordinal)
                    .Select(key => Change(old.GetValueOrDefault(key), current.GetValueOrDefault(key)))
                    .OfType<DocumentChange>(),
            ],
            BrokenCalls = [.. new CallerCheck(old, current, language).Find([.. current.Values, .. outside])],
        };
    }

    private static DocumentChange? Change(ComparedDocument? before, ComparedDocument? after)
    {
        var document = after ?? before!; // one of them is there
        if (before is null || after is null)
        {
            var change = before is null ? ChangeKind.Added : ChangeKind.Removed;
            return new DocumentChange(document.Kind, document.Name, document.File, change, [.. DocumentDifferences.Triggers(document, change)]);
        }

        var items = DocumentDifferences.Of(before, after).ToImmutableArray();
        return items.Length > 0 ? new DocumentChange(document.Kind, document.Name, document.File, ChangeKind.Changed, items)
            : before.Text != after.Text ? new DocumentChange(document.Kind, document.Name, document.File, ChangeKind.Layout, [])
            : null;
    }
}
