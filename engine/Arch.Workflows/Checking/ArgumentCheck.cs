using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Compiling;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Compares given inputs or outputs with their declaration.</summary>
internal sealed class ArgumentCheck(CheckContext context)
{
    private static readonly char[] PathMarks = ['.', '[', ']'];

    /// <summary>Checks a mapping of values by name.</summary>
    /// <param name="given">What is given.</param>
    /// <param name="wanted">The declared names and types.</param>
    /// <param name="at">Where something that is missing is reported.</param>
    /// <param name="owner">Who declares them, such as <c>step type 'http.request'</c>.</param>
    /// <param name="noun"><c>input</c> or <c>output</c>.</param>
    public void CheckAll(TypedData given, TypeShape wanted, YamlNode at, string owner, string noun)
    {
        context.Insight?.Want(given.Node, wanted, owner);
        var reported = false;
        foreach (var (entry, value) in given.Members)
        {
            if (wanted.Members.TryGetValue(entry.Name, out var member))
            {
                Check(value, member.Shape, $"{noun} '{entry.Name}' of {owner}", !member.IsRequired);
            }
            else if (!wanted.IsOpen)
            {
                reported |= ReportUnknown(entry, wanted, owner, noun);
            }
        }

        foreach (var (name, member) in wanted.Members)
        {
            // A misspelt input is unknown and not missing besides.
            var isGiven = given.Members.Any(pair => pair.Key.Name == name)
                || (reported && given.Members.Any(pair => Suggestions.Closest(pair.Key.Name, [name]) is not null));
            if (member.IsRequired && member.Shape.Default.IsUndefined && !isGiven)
            {
                context.Error(
                    at,
                    "ARCH2109",
                    $"{owner} needs the {noun} '{name}', which is missing.",
                    $"Add '{name}': {ShapeWords.Describe(member.Shape)}.");
            }
        }
    }

    /// <summary>Checks one value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="wanted">Its declared type.</param>
    /// <param name="subject">What it is called.</param>
    /// <param name="mayBeNull">Whether nothing may be given for it.</param>
    public void Check(TypedData value, TypeShape wanted, string subject, bool mayBeNull = false)
    {
        context.Insight?.Want(value.Node, wanted, subject);
        if (context.IsBroken(value.Node) || (mayBeNull && value.Shape.Kind == ShapeKind.Null))
        {
            return;
        }

        if (wanted.IsLiteral && value.Template.Constant is null)
        {
            context.Error(
                value.Node,
                "ARCH2301",
                $"{subject} is code: '${{{{ }}}}' in it would turn data into code.",
                "Give the data by another input, such as 'parameters' or 'env', and use its name in the code.");
        }
        else if (value.Template.Constant is { } constant)
        {
            ReportConstant(value, ShapeCheck.Check(constant, wanted), subject);
            CheckUnknownMembers(value, wanted, subject);
        }
        else if (TypeFit.Misfit(value.Shape, wanted) is { } misfit)
        {
            context.Error(value.Node, "ARCH2110", $"{subject} must be {ShapeWords.Describe(wanted)}, {misfit}.");
        }
        else
        {
            CheckParts(value, wanted, subject);
        }
    }

    private void CheckParts(TypedData value, TypeShape wanted, string subject)
    {
        foreach (var item in value.Items)
        {
            Check(item, wanted.Items ?? TypeShape.Any, subject);
        }

        if (value.Members.Length > 0 && wanted is { Kind: ShapeKind.Object, Members.Count: > 0 })
        {
            CheckAll(value, wanted, value.Node, subject, "member");
        }
    }

    private void ReportConstant(TypedData value, IReadOnlyList<ShapeFinding> findings, string subject)
    {
        foreach (var finding in findings)
        {
            context.Error(Locate(value, finding.Path), "ARCH2110", finding.Describe(subject));
        }
    }

    private void CheckUnknownMembers(TypedData value, TypeShape wanted, string subject)
    {
        foreach (var item in value.Items)
        {
            CheckUnknownMembers(item, wanted.Items ?? TypeShape.Any, subject);
        }

        if (wanted is not { Kind: ShapeKind.Object, Members.Count: > 0 })
        {
            return;
        }

        foreach (var (entry, member) in value.Members)
        {
            if (wanted.Members.TryGetValue(entry.Name, out var declared))
            {
                CheckUnknownMembers(member, declared.Shape, subject);
            }
            else if (!wanted.IsOpen)
            {
                ReportUnknown(entry, wanted, subject, "member");
            }
        }
    }

    private bool ReportUnknown(YamlEntry entry, TypeShape wanted, string owner, string noun)
    {
        var closest = Suggestions.Closest(entry.Name, wanted.Members.Keys);
        context.Diagnostics.Error(
            "ARCH2108",
            context.Map.Place(entry.Key),
            $"{owner} has no {noun} '{entry.Name}'.",
            closest is not null ? $"Did you mean '{closest}'?"
            : wanted.Members.Count == 0 ? $"It has no {noun}s."
            : $"Its {noun}s are {string.Join(", ", wanted.Members.Keys)}.",
            closest);
        return true;
    }

    private static YamlNode Locate(TypedData value, string path)
    {
        var at = value;
        foreach (var part in path.Split(PathMarks, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = at.Items.Length > 0 && int.TryParse(part, out var index) && index < at.Items.Length
                ? at.Items[index]
                : at.Members.FirstOrDefault(member => member.Key.Name == part).Value;
            if (next is null)
            {
                break;
            }

            at = next;
        }

        return at.Node;
    }
}
