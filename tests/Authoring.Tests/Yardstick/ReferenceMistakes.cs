using Arch.Expressions.Language;

namespace Authoring.Tests.Yardstick;

/// <summary>Mistakes in what expressions refer to.</summary>
internal static class ReferenceMistakes
{
    public static IEnumerable<Mutation> All(ValidFile file) =>
    [
        .. Misspelt(file, "misspell a root name", reference => (reference.Start, reference.Root), reference => true),
        .. Segment(file, "misspell a step in an expression", 0, reference => reference.Root == "steps"),
        .. Segment(file, "misspell 'outputs'", 1, reference => reference.Root == "steps"),
        .. Segment(file, "misspell an output", 2, reference => reference.Root == "steps"),
        .. Segment(file, "misspell an input in an expression", 0, reference => reference.Root == "inputs"),
        .. Segment(file, "misspell a member of an input", 1, reference => reference.Root == "inputs"),
        .. Segment(file, "misspell a variable in an expression", 0, reference => reference.Root == "vars"),
        .. Segment(file, "misspell a member of run, workflow, error, event or secrets", 0, reference => reference.Root is "run" or "workflow" or "error" or "event" or "secrets"),
        .. Segment(file, "misspell a member of a loop's item", 0, reference =>
            reference.Root is not ("steps" or "inputs" or "vars" or "run" or "workflow" or "error" or "event" or "secrets" or "trigger")),
        .. DroppedQuestionMarks(file),
        .. LaterSteps(file),
        .. Outside(file),
    ];

    private static IEnumerable<Mutation> Segment(ValidFile file, string operation, int index, Func<ExpressionReference, bool> isMeant) =>
        Misspelt(file, operation, reference => (reference.Path[index].Start, reference.Path[index].Name), reference => isMeant(reference) && reference.Path.Count > index);

    private static IEnumerable<Mutation> Misspelt(
        ValidFile file,
        string operation,
        Func<ExpressionReference, (int Start, string Name)> part,
        Func<ExpressionReference, bool> isMeant)
    {
        foreach (var (site, reference) in file.References().Where(one => isMeant(one.Reference)))
        {
            var (start, name) = part(reference);
            var from = file.OffsetOf(site, start);
            if (file.Text.AsSpan(from).StartsWith(name, StringComparison.Ordinal))
            {
                yield return file.Replace(operation, from, from + name.Length, Slips.In(name));
            }
        }
    }

    private static IEnumerable<Mutation> DroppedQuestionMarks(ValidFile file)
    {
        foreach (var site in file.Expressions)
        {
            for (var at = site.Text.IndexOf("?.", StringComparison.Ordinal); at >= 0; at = site.Text.IndexOf("?.", at + 1, StringComparison.Ordinal))
            {
                var from = file.OffsetOf(site, at);
                yield return file.Replace("drop a '?.'", from, from + 2, ".");
            }
        }
    }

    // A step refers to one that has not run, or to itself.
    private static IEnumerable<Mutation> LaterSteps(ValidFile file)
    {
        foreach (var (site, reference) in file.References().Where(one => one.Reference is { Root: "steps", Path.Count: > 0 }))
        {
            var own = file.Spots.First(spot => ReferenceEquals(spot.Scalar, site.Scalar)).At.Step?.Node;
            var steps = file.Insights.Select(insight => insight.Steps).First(index => index is not null)!;
            var here = own is null ? null : steps.Find(own);
            foreach (var later in steps.ByNode.Where(step => step.Key.Start >= (own?.Start ?? int.MaxValue) && step.Value.Id != reference.Path[0].Name).Take(2))
            {
                if (later.Value == here || later.Key.Start > own!.End)
                {
                    var from = file.OffsetOf(site, reference.Path[0].Start);
                    yield return file.Replace("refer to a step that has not finished", from, from + reference.Path[0].Name.Length, later.Value.Id);
                }
            }
        }
    }

    // A loop's name used behind the loop.
    private static IEnumerable<Mutation> Outside(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Entry?.Name == "as"))
        {
            foreach (var (site, reference) in file.References().Where(one => one.Reference.Root is "inputs" or "vars" or "steps" && one.Site.Scalar.Start > spot.At.Step!.Node.End))
            {
                var from = file.OffsetOf(site, reference.Start);
                yield return file.Replace("use a loop's name outside of the loop", from, from + reference.Root.Length, spot.Scalar.Text);
            }
        }
    }
}
