#pragma warning disable CA5394 // Mutations must be the same again from their seed
namespace Arch.Workflows.Tests.Formatting;

/// <summary>Changes the layout of a file, and now and then what it says.</summary>
internal static class Reformatting
{
    private static readonly string[] Words =
    [
        "\"a b\"", "'x: y'", "\"yes\"", "'1e3'", "~", "&a ", "*a", "{ a:  1 ,b: 2 }", "[ 1,2 ]", "[\n  1\n ]", "|\n      x\n", ">+\n      x\n\n", "|2\n       x\n", "\"${{a}}\"", "# c", "  # c",
        "\"a\n     b\"", "- ", "? ", ": ", ",", "---\n", "...\n", "\r\n", "\t", "'", "\"",
    ];

    public static string Mutate(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            Change(lines, random);
        }

        return string.Join(random.Next(6) == 0 ? "\r\n" : "\n", lines);
    }

    private static void Change(List<string> lines, Random random)
    {
        var at = random.Next(lines.Count);
        var line = lines[at];
        switch (random.Next(11))
        {
            case 0:
                Scale(lines, random.Next(1, 4));
                break;
            case 1:
                lines[at] = line.Replace(": ", new string(' ', random.Next(2)) + ":" + new string(' ', random.Next(1, 5)), StringComparison.Ordinal);
                break;
            case 2:
                lines[at] = line + new string(' ', random.Next(1, 4));
                break;
            case 3:
                lines.InsertRange(at, Enumerable.Repeat(random.Next(3) == 0 ? "   " : "", random.Next(1, 4)));
                break;
            case 4:
                lines.Insert(at, new string(' ', random.Next(14)) + "# comment");
                break;
            case 5:
                lines[at] = line + new string(' ', random.Next(1, 9)) + "#  behind";
                break;
            case 6:
                lines[at] = line.Replace("{", "{ ", StringComparison.Ordinal).Replace(", ", " ,  ", StringComparison.Ordinal);
                break;
            case 7:
                lines[at] = line.Replace(", ", ",\n" + new string(' ', random.Next(4, 20)), StringComparison.Ordinal);
                break;
            case 8:
                lines[at] = line.Replace('"', '\'');
                break;
            case 9:
                // Lists in the column of their key.
                for (var i = at; i < lines.Count && lines[i].StartsWith("  ", StringComparison.Ordinal); i++)
                {
                    lines[i] = lines[i][2..];
                }

                break;
            default:
                lines[at] = line.Insert(random.Next(line.Length + 1), Words[random.Next(Words.Length)]);
                break;
        }
    }

    private static void Scale(List<string> lines, int factor)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var spaces = lines[i].Length - lines[i].TrimStart(' ').Length;
            lines[i] = new string(' ', spaces * factor) + lines[i][spaces..];
        }
    }
}
