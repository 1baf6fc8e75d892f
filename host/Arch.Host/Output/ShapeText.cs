using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Inputs;

namespace Arch.Host.Output;

/// <summary>Shapes of data for people.</summary>
internal static class ShapeText
{
    /// <summary>Writes an object shape: a title, and a line or more for each member.</summary>
    public static void Write(TextWriter writer, string title, TypeShape shape)
    {
        writer.WriteLine();
        writer.WriteLine($"{title}{(shape.Members.Count == 0 ? ": none" : "")}");
        foreach (var (name, member) in shape.Members.OrderByDescending(member => member.Value.IsRequired))
        {
            writer.WriteLine($"  {name}: {Describe(member)}");
            if (member.Shape.Description is { Length: > 0 } description)
            {
                writer.WriteLine($"      {description}");
            }

            if (member.Shape.Example is { Length: > 0 } example)
            {
                writer.WriteLine($"      Example: {example}");
            }
        }
    }

    private static string Describe(ShapeMember member)
    {
        var shape = member.Shape;
        var required = member.IsRequired ? ", required" : "";
        var otherwise = shape.Default.IsNullish ? "" : $", {ValueJson.ToJson(shape.Default)} unless given";
        var secret = shape.IsSecret ? ", may be a secret" : "";
        return TypeNames.Of(shape) + required + otherwise + secret;
    }
}
