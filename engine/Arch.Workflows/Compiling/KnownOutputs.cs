using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>The outputs of steps whose outputs the engine makes, such as <c>wait</c>.</summary>
internal static class KnownOutputs
{
    /// <summary>Adds <c>timed_out</c>, whether the time was over.</summary>
    /// <param name="outputs">The outputs when it was not.</param>
    /// <param name="mayBeMissing">
    /// Why the other outputs may be missing when it was; <see langword="null"/> when the step has failed then.
    /// </param>
    public static TypeShape WithTimedOut(TypeShape outputs, string? mayBeMissing)
    {
        var members = outputs.Members.ToDictionary(
            member => member.Key,
            member => mayBeMissing is null
                ? member.Value
                : member.Value with { IsRequired = false, MayBeUndefinedBecause = mayBeMissing },
            StringComparer.Ordinal);
        members.Add("timed_out", new ShapeMember(TypeShape.Boolean) { IsRequired = true });
        return TypeShape.ObjectOf(members);
    }

    /// <summary>
    /// Narrows outputs by the types that the step declares: it may say more about what is there, such as the data of an event, and
    /// cannot add to it.
    /// </summary>
    public static TypeShape Declared(DocumentScope document, StepSite site, TypeShape outputs)
    {
        if (site.Value("outputs") is not YamlMapping mapping
            || document.Types.Object(mapping, "an output of a step") is not { } declared)
        {
            return outputs;
        }

        var members = new Dictionary<string, ShapeMember>(outputs.Members, StringComparer.Ordinal);
        foreach (var entry in mapping.Entries.Where(entry => !document.Context.IsBroken(entry.Value)))
        {
            var wanted = declared.Members[entry.Name];
            if (!members.TryGetValue(entry.Name, out var known))
            {
                ReportUnknown(document, site, entry, outputs);
            }
            else if (TypeFit.Misfit(known.Shape, wanted.Shape) is { } misfit)
            {
                document.Context.Error(
                    entry.Value,
                    "ARCH2110",
                    $"output '{entry.Name}' of step '{site.Id}' is declared as {ShapeWords.Describe(wanted.Shape)}, {misfit}.");
            }
            else
            {
                members[entry.Name] = known with
                {
                    Shape = wanted.Shape with { IsNullable = wanted.Shape.IsNullable || known.Shape.IsNullable },
                    IsRequired = known.IsRequired && wanted.IsRequired,
                    MayBeUndefinedBecause = known.MayBeUndefinedBecause ?? wanted.MayBeUndefinedBecause,
                };
            }
        }

        return TypeShape.ObjectOf(members);
    }

    private static void ReportUnknown(DocumentScope document, StepSite site, YamlEntry entry, TypeShape outputs)
    {
        var closest = Suggestions.Closest(entry.Name, outputs.Members.Keys);
        document.Context.Diagnostics.Error(
            "ARCH2102",
            document.Context.Map.Place(entry.Key),
            $"step '{site.Id}' declares the output '{entry.Name}', which it does not give.",
            closest is not null ? $"Did you mean '{closest}'?" : $"Its outputs are {string.Join(", ", outputs.Members.Keys)}.",
            closest);
    }
}
