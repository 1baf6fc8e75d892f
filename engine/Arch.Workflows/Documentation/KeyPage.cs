using System.Globalization;
using System.Text;

namespace Arch.Workflows.Documentation;

/// <summary>The page of a key.</summary>
internal static class KeyPage
{
    public static ReferencePage Make(ReferenceSection section, KeyOfReference page, ExampleFinder examples)
    {
        var key = page.Key;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# `{key.Name}` of {section.Owner}\n\n{key.Summary}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"It is {key.Value.Form}{(key.IsRequired ? ", and must be there" : "")}.\n");
        if (key.IsLater)
        {
            text.Append("\nIt is read and checked, but cannot be executed in this version.\n");
        }

        var tables = new KeyTables(text);
        tables.Add($"Keys in `{key.Name}`", key.Value, key.Name);
        if (page.Companions.Length > 0)
        {
            tables.Add($"Keys beside `{key.Name}`", page.Companions);
        }

        if (page.Without.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nThese have no meaning with it: {string.Join(", ", page.Without.Select(name => $"`{name}`"))}.\n");
        }

        if (examples.Find(section.Folder, key.Name) is { } example)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Example\n\nFrom `{example.File}`:\n\n```yaml\n{example.Text}\n```\n");
        }

        return new($"{section.Folder}/{key.Name}.md", text.ToString());
    }
}
