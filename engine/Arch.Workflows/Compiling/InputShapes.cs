using Arch.Expressions.Types;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>The types of <c>inputs</c> and <c>vars</c>.</summary>
internal static class InputShapes
{
    public static TypeShape Of(IReadOnlyList<InputDefinition> inputs) =>
        TypeShape.ObjectOf(inputs.ToDictionary(
            input => input.Name,
            input => new ShapeMember(input.Shape)
            {
                IsRequired = !input.IsOptional && input.Shape.Default.IsUndefined,
                MayBeUndefinedBecause = input.IsOptional ? $"the input '{input.Name}' is optional" : null,
            },
            StringComparer.Ordinal)) with
        { MemberNoun = "input" };

    public static TypeShape Of(IReadOnlyList<VariableDefinition> variables) =>
        TypeShape.ObjectOf(variables.ToDictionary(
            variable => variable.Name,
            variable => new ShapeMember(variable.Shape) { IsRequired = true },
            StringComparer.Ordinal)) with
        { MemberNoun = "variable", MissingMemberCode = "ARCH2104" };
}
