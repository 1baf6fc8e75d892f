using System.Globalization;
using System.Text;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Inputs;

namespace Arch.Workflows.Editing;

/// <summary>Types and step types as Markdown.</summary>
internal static class ShapeMarkdown
{
    private const int MostMembers = 30;

    /// <summary>Describes a value: its name and type, what it means, and the members of an object.</summary>
    public static string Describe(string name, TypeShape shape, string? besides = null)
    {
        var text = new StringBuilder($"`{name}`: {TypeNames.Of(shape)}");
        if (!shape.Default.IsNullish)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Code(ValueJson.ToJson(shape.Default))} unless given");
        }

        Paragraph(text, shape.Title);
        Paragraph(text, shape.Description);
        Paragraph(text, shape.Example is { Length: > 0 } example ? $"Example: {Code(example)}" : null);
        Paragraph(text, besides);
        Members(text, shape, null);
        return text.ToString();
    }

    /// <summary>Describes a step type with its inputs and outputs.</summary>
    public static string Describe(StepType type)
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"**{type.Name}@{type.Version}** ({type.PluginId} {type.PluginVersion})"));
        Paragraph(text, type.Summary);
        Members(text, type.Input, "Inputs");
        Members(text, type.Output, "Outputs");
        return text.ToString();
    }

    private static void Members(StringBuilder text, TypeShape shape, string? title)
    {
        if (shape.Members is not { Count: > 0 and <= MostMembers } members)
        {
            return;
        }

        Paragraph(text, title is null ? null : $"{title}:");
        text.Append(title is null ? "\n\n" : "\n");
        foreach (var (name, member) in members.Where(member => member.Value.Forbidden is null).OrderByDescending(member => member.Value.IsRequired))
        {
            var required = member.IsRequired && title == "Inputs" ? ", required" : "";
            var maybe = member.MayBeUndefinedBecause is null || title == "Inputs" ? "" : ", may be undefined";
            var description = member.Shape.Description is { Length: > 0 } words ? $" - {words}" : "";
            text.Append(CultureInfo.InvariantCulture, $"\n- `{name}`: {TypeNames.Of(member.Shape)}{required}{maybe}{description}");
        }
    }

    private static void Paragraph(StringBuilder text, string? paragraph)
    {
        if (!string.IsNullOrEmpty(paragraph))
        {
            text.Append("\n\n").Append(paragraph);
        }
    }

    // A fence of two lets a text with one back-tick through.
    private static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
}
