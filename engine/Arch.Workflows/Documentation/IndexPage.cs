using System.Globalization;
using System.Text;
using Arch.Workflows.Catalog;

namespace Arch.Workflows.Documentation;

/// <summary>The list of all pages.</summary>
internal static class IndexPage
{
    public static ReferencePage Make(IReadOnlyList<ReferenceSection> sections, IReadOnlyList<StepType> types)
    {
        var text = new StringBuilder("# Reference\n\nMade by `arch docs` from the declarations of the language and of the step types.\n");
        foreach (var section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n| key | what it means |\n|---|---|\n");
            foreach (var page in section.Pages)
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{page.Key.Name}]({section.Folder}/{page.Key.Name}.md) | {Markdown.Cell(page.Key.Summary)} |\n");
            }
        }

        text.Append("\n## Step types\n\n| step type | what it does |\n|---|---|\n");
        foreach (var type in types)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{type.Name}@{type.Version}](step_types/{type.Name}.md) | {Markdown.Cell(type.Summary)} |\n");
        }

        return new("README.md", text.ToString());
    }
}
