using Arch.Expressions.Types;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Authoring.Tests.Yardstick;

/// <summary>Mistakes in values.</summary>
internal static class ValueMistakes
{
    public static IEnumerable<Mutation> All(ValidFile file) =>
    [
        .. Arguments(file),
        .. Types(file),
        .. Scalars(file),
        .. Cases(file),
        .. Secrets(file),
        .. References(file),
    ];

    private static IEnumerable<Mutation> Arguments(ValidFile file)
    {
        foreach (var (node, wanted) in file.Insights.SelectMany(insight => insight.Wanted))
        {
            if (node is not YamlMapping { Entries.Length: > 0 } mapping || wanted.Shape.Members.Count == 0)
            {
                continue;
            }

            foreach (var entry in mapping.Entries.Where(entry => wanted.Shape.Members.ContainsKey(entry.Name)))
            {
                yield return file.Replace("misspell an input of a step", entry.Key.Start, entry.Key.End, Slips.In(entry.Name));
                var member = wanted.Shape.Members[entry.Name];
                if (member.IsRequired && mapping.Entries.Length > 1 && entry != mapping.Entries[^1] && entry.Value.End < file.Text.Length && file.Text[entry.Value.End] == ',')
                {
                    yield return file.Replace("drop a required input of a step", entry.Key.Start, entry.Value.End + 2, "");
                }

                if (member.Shape.Kind is not (ShapeKind.Any or ShapeKind.Object))
                {
                    yield return file.Replace("an object for an input that is none", entry.Value.Start, End(file, entry.Value), "{a: 1}");
                }

                if (member.Shape.Kind is ShapeKind.Integer or ShapeKind.Number or ShapeKind.Boolean)
                {
                    yield return file.Replace("text for a number or boolean", entry.Value.Start, End(file, entry.Value), "many");
                    yield return file.Replace("an expression of the wrong type", entry.Value.Start, End(file, entry.Value), "\"${{ run.id }}\"");
                }

                if (member.Shape.Enum.Count > 0 && entry.Value is YamlScalar)
                {
                    yield return file.Replace("a word that is not one of the input's", entry.Value.Start, End(file, entry.Value), "SOMETHING");
                }
            }
        }
    }

    private static int End(ValidFile file, YamlNode node) => node.Start + file.Text[node.Start..node.End].TrimEnd().Length;

    private static IEnumerable<Mutation> Types(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Entry?.Name == "type" && spot.At.Rule is ChoiceRule))
        {
            yield return file.Replace("an unknown type", spot.Scalar.Start, spot.Scalar.End, "text");
        }

        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Entry?.Name == "default"))
        {
            yield return file.Replace("a default of the wrong type", spot.Scalar.Start, spot.Scalar.End, "[{}]");
        }

        // Every use of a member of it becomes wrong.
        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.At.Entry?.Name == "properties"
            && file.References().Any(one => one.Reference.Path.Any(segment => segment.Name == spot.Scalar.Text))))
        {
            yield return file.Replace("rename a property without its uses", spot.Scalar.Start, spot.Scalar.End, "renamed");
        }

        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.At.Entry?.Name is "inputs" or "vars" && spot.At.Parent?.Parent is null && spot.At.Rule is MapRule
            && file.References().Any(one => one.Reference.Path.Count > 0 && one.Reference.Root == spot.At.Entry.Name && one.Reference.Path[0].Name == spot.Scalar.Text)))
        {
            yield return file.Replace("rename an input or variable without its uses", spot.Scalar.Start, spot.Scalar.End, "renamed");
        }
    }

    private static IEnumerable<Mutation> Scalars(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey))
        {
            var (start, end) = (spot.Scalar.Start, spot.Scalar.End);
            switch (spot.At.Rule)
            {
                case DurationRule:
                    yield return file.Replace("a duration without its unit", start, end, "30");
                    yield return file.Replace("a duration in words", start, end, "a while");
                    break;
                case ChoiceRule when spot.At.Entry?.Name != "type":
                    yield return file.Replace("misspell a word of the language", start, end, Slips.In(spot.Scalar.Text));
                    break;
                case NumberRule:
                    yield return file.Replace("text for a number of the language", start, end, "several");
                    break;
                case FlagRule:
                    yield return file.Replace("'yes' for true", start, end, "yes");
                    break;
                case CronRule:
                    yield return file.Replace("an hour of a schedule that does not exist", start, end, "'0 25 * * *'");
                    yield return file.Replace("a schedule with a field too few", start, end, "'0 2 * *'");
                    break;
                case TextRule { IsCode: true }:
                    yield return file.Replace("an expression in a script", end, end, "\n        // ${{ run.id }}".Replace("\n        ", spot.Scalar.Text.Contains('\n', StringComparison.Ordinal) ? "\n        " : " ", StringComparison.Ordinal));
                    break;
                default:
                    break;
            }

            if (spot.At.Entry?.Name == "tz")
            {
                yield return file.Replace("a time zone that does not exist", start, end, "Europe/Atlantis");
            }
        }
    }

    private static IEnumerable<Mutation> Cases(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.At.Entry?.Name == "cases"))
        {
            yield return file.Replace("misspell a case", spot.Scalar.Start, spot.Scalar.End, Slips.In(spot.Scalar.Text));
        }
    }

    private static IEnumerable<Mutation> Secrets(ValidFile file)
    {
        var secret = file.Spots.FirstOrDefault(spot => spot.IsKey && spot.At.Entry?.Name == "secrets")?.Scalar.Text;
        foreach (var spot in file.Spots.Where(spot => secret is not null && !spot.IsKey
            && spot.At.SelfAndParents().Any(node => node.Entry?.Name is "data" or "return" or "outputs" or "set")
            && file.Expressions.Any(site => ReferenceEquals(site.Scalar, spot.Scalar))))
        {
            yield return file.Replace("a secret where it would be kept", spot.Scalar.Start, spot.Scalar.End, $"\"${{{{ secrets.{secret} }}}}\"");
        }
    }

    private static IEnumerable<Mutation> References(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey))
        {
            var (start, end, text) = (spot.Scalar.Start, spot.Scalar.End, spot.Scalar.Text);
            if (spot.At.Entry?.Name == "uses" && text.Contains('@', StringComparison.Ordinal))
            {
                yield return file.Replace("an unknown step type", start, end, Slips.In(text));
                yield return file.Replace("a step type without its version", start, end, text.Split('@')[0]);
                yield return file.Replace("a version that does not exist", start, end, text.Split('@')[0] + "@99");
            }
            else if (spot.At.Entry?.Name == "uses")
            {
                yield return file.Replace("an action that does not exist", start, end, text + "x");
            }
            else if (spot.At.Entry?.Name == "call")
            {
                yield return file.Replace("a workflow that does not exist", start, end, Slips.In(text));
            }
        }

        foreach (var spot in file.Spots.Where(spot => spot.IsKey && spot.At.Entry?.Name == "set"))
        {
            yield return file.Replace("set a variable that is not declared", spot.Scalar.Start, spot.Scalar.End, Slips.In(spot.Scalar.Text));
        }
    }
}
