using System.Text;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>
/// What the text of a workflow says about its steps, found by its brackets alone; the workflows of a simulation are written so that
/// this can be done. Nothing of the engine or the compiler takes part.
/// </summary>
internal sealed partial class VersionText
{
    private readonly string _text;
    private readonly List<StepWords> _steps = [];

    public VersionText(string text)
    {
        _text = text;
        for (var line = 0; line < text.Length; line = text.IndexOf('\n', line) + 1)
        {
            var end = text.IndexOf('\n', line);
            var bracket = text.IndexOfAny(['[', '{'], line, end - line);
            if (bracket >= 0)
            {
                Read(bracket, text[line..bracket].Trim(' ', ':'), false, new StringBuilder());
            }
        }

        ById = _steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, StepWords> ById { get; }

    /// <summary>Lists the steps of a block in their order.</summary>
    public IEnumerable<StepWords> Block(string place) => _steps.Where(step => step.Block == place).OrderBy(step => step.At);

    /// <summary>Lists the steps in a step, but for those that undo others: where they stand in it, and what they are.</summary>
    public IEnumerable<string> Inside(StepWords step) => _steps
        .Where(other => other.Block.StartsWith(step.Place + "/", StringComparison.Ordinal))
        .Select(other => (other.At, Words: $"{other.Block[step.Place.Length..]}/{other.Id} {other.Verb}"))
        .Where(other => !other.Words.Contains("/compensate/", StringComparison.Ordinal))
        .OrderBy(other => other.At)
        .Select(other => other.Words);

    // Reads from a bracket to the one that ends it.
    private int Read(int at, string place, bool isItem, StringBuilder words)
    {
        var from = at;
        var isList = _text[at] == '[';
        var isBlock = isList && _text.AsSpan(at + 1).StartsWith("{id: ", StringComparison.Ordinal);
        var own = isItem ? new StringBuilder() : isBlock ? new StringBuilder() : words;
        var id = isItem ? _text[(at + "{id: ".Length)..].Split(',', '}')[0] : "";
        var inside = isItem ? place + "/" + id : place;
        own.Append(_text[at++]);
        for (var (entry, number) = (at, 0); _text[at] is not (']' or '}');)
        {
            switch (_text[at])
            {
                case '"':
                    var quote = _text.IndexOf('"', at + 1) + 1;
                    own.Append(_text, at, quote - at);
                    at = quote;
                    break;
                case '[' or '{':
                    var key = _text[entry..at].Trim(' ', ':', '"');
                    at = Read(at, isBlock ? inside : inside + "/" + (isList ? Invariant($"{number}") : key), isBlock, own);
                    break;
                default:
                    if (_text[at] == ',')
                    {
                        (entry, number) = (at + 1, number + 1);
                    }

                    own.Append(_text[at++]);
                    break;
            }
        }

        own.Append(_text[at++]);
        if (isItem)
        {
            var text = own.ToString();
            _steps.Add(new StepWords(id, Verb().Match(text).Groups[1].Value, place, from, Past().Replace(text, ""), Needs().Match(text).Value));
        }
        else if (isBlock)
        {
            words.Append("steps");
        }

        return at;
    }

    [GeneratedRegex(@"^\{id: \w+,(?: name: again,)* (\w+):")]
    private static partial Regex Verb();

    // What a step that has begun does not look at any more.
    [GeneratedRegex(@", when: ""[^""]*""| name: again,")]
    private static partial Regex Past();

    [GeneratedRegex(@", needs: (\[[^\]]*\]|\{[^}]*\})")]
    private static partial Regex Needs();
}
