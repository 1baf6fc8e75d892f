using System.Globalization;
using System.Text;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Inputs;

namespace Arch.Workflows.Documentation;

/// <summary>The page of a step type.</summary>
internal static class StepTypePage
{
    public static ReferencePage Make(StepType type, ExampleFinder examples)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# `{type.Name}@{type.Version}`\n\n{type.Summary}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"It comes from the plugin `{type.PluginId}`.");
        text.Append(type.IsIdempotent switch
        {
            true => " A second attempt with the same input has no further effect.\n",
            false => " A second attempt with the same input has a further effect, so think before you `retry` it.\n",
            null => "\n",
        });
        Members(text, "Inputs (`with`)", type.Input, isInput: true);
        Members(text, "Outputs (`steps.ID.outputs`)", type.Output, isInput: false);
        if (examples.FindStepType(type.Name) is { } example)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Example\n\nFrom `{example.File}`:\n\n```yaml\n{example.Text}\n```\n");
        }

        return new($"step_types/{type.Name}.md", text.ToString());
    }

    private static void Members(StringBuilder text, string title, TypeShape shape, bool isInput)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (shape.Members.Count == 0)
        {
            text.Append(shape.IsOpen ? "Anything.\n" : "None.\n");
            return;
        }

        text.Append("| name | type | what it means |\n|---|---|---|\n");
        foreach (var (name, member) in shape.Members.OrderByDescending(member => isInput && member.Value.IsRequired))
        {
            var type = Markdown.Cell(TypeNames.Of(member.Shape)) + (isInput && member.IsRequired ? ", required" : "")
                + (member.Shape.Default.IsNullish ? "" : $", {Markdown.Code(ValueJson.ToJson(member.Shape.Default))} unless given");
            var example = member.Shape.Example is { Length: > 0 } given ? $" Example: {Markdown.Code(given)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {type} | {Markdown.Cell(member.Shape.Description)}{example} |\n");
        }
    }
}
