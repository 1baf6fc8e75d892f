using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>
/// Compares values of a test with what is declared. Members may be missing, since a test says only what matters to it; those that
/// nobody declares and those of another type are errors.
/// </summary>
internal sealed class PartialCheck(CheckContext context)
{
    /// <summary>Checks a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="wanted">What is declared.</param>
    /// <param name="subject">What it is called, such as <c>the outputs of step 'ask'</c>.</param>
    public void Check(TypedData value, TypeShape wanted, string subject)
    {
        if (context.IsBroken(value.Node) || wanted.Kind == ShapeKind.Any)
        {
            return;
        }

        if (TypeFit.Misfit(value.Shape, wanted) is { } misfit && !(wanted.IsNullable && value.Shape.Kind == ShapeKind.Null))
        {
            context.Refuse(
                value.Node,
                "ARCH7005",
                $"{subject} must be {ShapeWords.Describe(wanted)}, {misfit}.",
                "Give what the step really gives, so that the test says something about it.");
            return;
        }

        if (value is { Node: YamlScalar, Template.Constant: { } constant })
        {
            foreach (var finding in ShapeCheck.Check(constant, wanted))
            {
                context.Refuse(value.Node, "ARCH7005", finding.Describe(subject));
            }
        }

        foreach (var item in value.Items)
        {
            Check(item, wanted.Items ?? TypeShape.Any, $"an element of {subject}");
        }

        foreach (var (entry, member) in value.Members)
        {
            if (wanted.Members.TryGetValue(entry.Name, out var declared))
            {
                // Whoever may leave a member out may also say null.
                if (declared.IsRequired || member.Shape.Kind != ShapeKind.Null)
                {
                    Check(member, declared.Shape, $"'{entry.Name}' of {subject}");
                }
            }
            else if (!wanted.IsOpen)
            {
                context.Refuse(entry.Key, "ARCH7005", $"{subject} have no '{entry.Name}'.", Remedy(entry.Name, wanted));
            }
        }
    }

    private static string Remedy(string name, TypeShape wanted) =>
        Suggestions.Closest(name, wanted.Members.Keys) is { } closest ? $"Did you mean '{closest}'?"
        : wanted.Members.Count == 0 ? "There is nothing in them."
        : $"They have {string.Join(", ", wanted.Members.Keys)}.";
}
