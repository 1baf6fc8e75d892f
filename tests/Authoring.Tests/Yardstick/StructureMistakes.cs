using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Authoring.Tests.Yardstick;

/// <summary>Mistakes in keys, steps and layout.</summary>
internal static class StructureMistakes
{
    public static IEnumerable<Mutation> All(ValidFile file) =>
    [
        .. Keys(file),
        .. Dropped(file),
        .. Ids(file),
        .. Needs(file),
        .. Order(file),
        .. Layout(file),
        .. Words(file),
    ];

    private static IEnumerable<Mutation> Keys(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.Key is not null))
        {
            yield return file.Replace("misspell a key", spot.Scalar.Start, spot.Scalar.End, Slips.In(spot.Scalar.Text));
        }

        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.Scalar.Text == "when" && spot.At.Rule is StepRule))
        {
            yield return file.Replace("'when' became 'if'", spot.Scalar.Start, spot.Scalar.End, "if");
        }
    }

    // A key without which the mapping means nothing.
    private static IEnumerable<Mutation> Dropped(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => spot is { IsKey: true, Key: { } key } && IsNeeded(key, spot)))
        {
            var entry = ((YamlMapping)spot.At.Node).Find(spot.Scalar.Text)!;
            if (Without(file, entry) is var (start, end))
            {
                yield return file.Replace($"drop '{spot.Scalar.Text}'", start, end, "");
            }
        }
    }

    private static bool IsNeeded(KeyRule key, TreeSpot spot) =>
        key.IsRequired || key.Name == "id" || (spot.At.Rule is StepRule && StepGrammar.Steps.FindVerb(key.Name) is not null);

    // An entry of a mapping in braces, or of one line.
    private static (int Start, int End)? Without(ValidFile file, YamlEntry entry)
    {
        var end = entry.Value.End;
        if (end < file.Text.Length && file.Text[end] == ',')
        {
            return (entry.Key.Start, end + 2);
        }

        var lineStart = file.Text.LastIndexOf('\n', entry.Key.Start) + 1;
        var lineEnd = file.Text.IndexOf('\n', entry.Key.Start);
        return entry.Value is YamlScalar && end <= lineEnd && file.Text.AsSpan(lineStart..entry.Key.Start).Trim().Length == 0
            ? (lineStart, lineEnd + 1)
            : null;
    }

    private static IEnumerable<Mutation> Ids(ValidFile file)
    {
        var ids = file.Spots.Where(spot => !spot.IsKey && spot.At.Entry?.Name == "id" && spot.At.Parent?.Rule is StepRule).ToList();
        foreach (var (first, second) in ids.Zip(ids.Skip(1)))
        {
            yield return file.Replace("an id twice", second.Scalar.Start, second.Scalar.End, first.Scalar.Text);
            yield return file.Replace("an id with capitals", second.Scalar.Start, second.Scalar.End, "My-Step");
        }

        // The step gets another name, and who refers to it is forgotten.
        foreach (var id in ids.Where(id => file.References().Any(one => one.Reference.Root == "steps" && one.Reference.Path.Count > 0 && one.Reference.Path[0].Name == id.Scalar.Text)))
        {
            yield return file.Replace("rename a step without its references", id.Scalar.Start, id.Scalar.End, "renamed_step");
        }
    }

    private static IEnumerable<Mutation> Needs(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Entry?.Name == "needs" && spot.At.Parent?.Node is YamlSequence))
        {
            yield return file.Replace("misspell a need", spot.Scalar.Start, spot.Scalar.End, Slips.In(spot.Scalar.Text));
            var own = (spot.At.Step?.Node as YamlMapping)?.Find("id")?.Value as YamlScalar;
            yield return file.Replace("a step needs itself", spot.Scalar.Start, spot.Scalar.End, own!.Text);
        }

        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.Scalar.Text == "uses" && spot.At.Parent?.Rule is ListRule { Items: StepRule { IsInGraph: false } }))
        {
            yield return file.Replace("'needs' outside of a graph", spot.Scalar.Start, spot.Scalar.Start, Beside(file, spot, "needs: [other]"));
        }
    }

    // A step stands behind one that uses what it gives.
    private static IEnumerable<Mutation> Order(ValidFile file)
    {
        foreach (var list in file.Spots.Select(spot => spot.At.Step?.Parent?.Node).OfType<YamlSequence>().Distinct(ReferenceEqualityComparer.Instance).Cast<YamlSequence>())
        {
            var isGraph = file.Spots.Any(spot => spot.At.Step?.Parent?.Node == (YamlNode)list && spot.At.Step.Rule is StepRule { IsInGraph: true });
            foreach (var (first, second) in list.Items.Zip(list.Items.Skip(1)))
            {
                var (one, other) = (Trimmed(file, first), Trimmed(file, second));
                var id = ((first as YamlMapping)?.Find("id")?.Value as YamlScalar)?.Text;
                if (!isGraph && id is not null && file.References().Any(use =>
                    use.Reference.Root == "steps" && use.Reference.Path.Count > 0 && use.Reference.Path[0].Name == id
                    && use.Site.Scalar.Start >= second.Start && use.Site.Scalar.End <= second.End))
                {
                    yield return file.Replace("swap two steps of which one uses the other", first.Start, second.Start + other.Length, $"{other}{file.Text[(first.Start + one.Length)..second.Start]}{one}");
                }
            }
        }
    }

    private static string Trimmed(ValidFile file, YamlNode node) => file.Text[node.Start..node.End].TrimEnd();

    private static IEnumerable<Mutation> Layout(ValidFile file)
    {
        var lines = file.Text.Split('\n');
        var offset = 0;
        for (var i = 0; i < lines.Length; offset += lines[i].Length + 1, i++)
        {
            if (IsText(file, offset, lines[i]))
            {
                continue;
            }

            var indent = lines[i].Length - lines[i].TrimStart().Length;
            if (indent >= 4 && lines[i].TrimStart() is var content && content.Length > 0 && content[0] is not ('#' or '-'))
            {
                yield return file.Replace("a tab indents a line", offset, offset + indent, "\t");
                yield return file.Replace("a line is indented one space less", offset, offset + 1, "");
            }

            if (lines[i].EndsWith('}'))
            {
                yield return file.Replace("a closing brace is missing", offset + lines[i].Length - 1, offset + lines[i].Length, "");
            }

            var colon = lines[i].IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return file.Replace("the space behind a colon is missing", offset + colon, offset + colon + 2, ":");
            }
        }
    }

    // A comment, or a line of a text of several lines, in which nothing of this is a mistake.
    private static bool IsText(ValidFile file, int offset, string line) =>
        line.TrimStart().StartsWith('#')
        || file.Spots.Any(spot => spot.Scalar.Start < offset && offset < spot.Scalar.End && spot.Scalar.Text.Contains('\n', StringComparison.Ordinal));

    // What other languages call it.
    private static IEnumerable<Mutation> Words(ValidFile file)
    {
        var foreign = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["with"] = "params",
            ["needs"] = "depends_on",
            ["steps"] = "jobs",
            ["triggers"] = "on",
            ["retry"] = "retries",
            ["uses"] = "type",
            ["for"] = "foreach",
        };
        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.Key is not null && foreign.ContainsKey(spot.Scalar.Text)))
        {
            yield return file.Replace("a word of another language", spot.Scalar.Start, spot.Scalar.End, foreign[spot.Scalar.Text]);
        }
    }

    private static string Beside(ValidFile file, TreeSpot spot, string entry)
    {
        var lineStart = file.Text.LastIndexOf('\n', spot.Scalar.Start) + 1;
        var before = file.Text[lineStart..spot.Scalar.Start];
        return before.Trim().Length == 0 ? $"{entry}\n{before}" : $"{entry}, ";
    }
}
