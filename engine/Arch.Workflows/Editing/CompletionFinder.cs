using System.Text.RegularExpressions;
using Arch.Workflows.Catalog;

namespace Arch.Workflows.Editing;

/// <summary>
/// Finds completions: puts a mark into the text where the cursor is, so that it becomes what it is going to be, a key or a value, and
/// asks what stands at the mark.
/// </summary>
internal sealed partial class CompletionFinder(LanguageService service, FileAnalysis file)
{
    /// <summary>The mark: a word that nobody writes, and a name in every part of the language.</summary>
    public const string Mark = "zzcursorzz";

    public IReadOnlyList<Completion> Find(TextPosition position)
    {
        var map = file.File.Map;
        var offset = map.Offset(position);
        var start = offset;
        while (start > 0 && IsPart(map.Text[start - 1]))
        {
            start--;
        }

        var end = offset;
        while (end < map.Text.Length && IsPart(map.Text[end]))
        {
            end++;
        }

        var word = new TextRange(map.Position(start), map.Position(end));
        foreach (var text in Marked(map.Text, offset, end))
        {
            var marked = service.Analyze(new SourceText(file.Source.File, text));
            var found = new MarkedText(service, marked, word).Find();
            if (found is not null)
            {
                return [.. found.Where(one => one.Change.NewText != map.Text[start..end]).OrderByDescending(one => one.IsRequired)];
            }
        }

        return [];
    }

    // A line that is only a word becomes a key first: as a value it would be no YAML, or text that goes on from the line above.
    private static IEnumerable<string> Marked(string text, int offset, int end)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(0, offset - 1), offset) + 1;
        var lineEnd = text.IndexOf('\n', end) is >= 0 and var found ? found : text.Length;
        var isAlone = WordAlone().IsMatch(text[lineStart..offset]) && text.AsSpan(end..lineEnd).Trim().Length == 0;
        if (isAlone)
        {
            yield return $"{text[..offset]}{Mark}{text[offset..end]}:{text[end..]}";
        }

        yield return text.Insert(offset, Mark);
        yield return text.Insert(offset, Mark + " }}");
    }

    private static bool IsPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$';

    [GeneratedRegex("^\\s*(- +)*[A-Za-z0-9_]*$")]
    private static partial Regex WordAlone();
}
