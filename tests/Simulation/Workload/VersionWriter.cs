using System.Text.RegularExpressions;
using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation.Workload;

/// <summary>Writes other versions of a workflow, by changing its text here and there. Not all that come out can be compiled.</summary>
internal sealed partial class VersionWriter(Rng random)
{
    /// <summary>What <see cref="Fresh"/> steps get when a run that was moved to them has what their version adds to it.</summary>
    public const int Sum = 12;

    // No run that is moved has it.
    public const string Need = "need: {type: integer}";

    private int _written;
    private int _steps;

    /// <summary>Writes a version that says the same as another.</summary>
    public string Same(string text) => text + Invariant($"# version {_written++}\n");

    public string Other(string text)
    {
        for (var edits = random.Between(1, 3); edits > 0; edits--)
        {
            text = Edit(text);
        }

        return Same(text);
    }

    private string Edit(string text)
    {
        switch (random.Below(20))
        {
            case < 8:
                return Fresh(text);
            case < 10:
                return Replace(text, Value(), _ => Invariant($"with: {{v: {random.Between(10, 99)}}}"));
            case 10:
                return Replace(text, StepStart(), match => match.Value + " name: again,");
            case 11:
                return Replace(text, StepStart(), match => match.Value.Replace("s", "r", StringComparison.Ordinal));
            case 12:
                return Replace(text, WaitTime(), _ => "wait: {for: 2s");
            case 13:
                return Replace(text, Signal(), _ => "signal: " + random.Pick(Names.Signals));
            case 14 or 15:
                return Replace(text, Needs(), _ => "");
            case 16 or 17:
                return Cut(text, ", compensate: [", "");
            case 18:
                return random.Chance(0.3) ? text.Replace("inputs: {n:", $"inputs: {{{Need}, n:", StringComparison.Ordinal) : text;
            default:
                return Cut(text, "{id: s", ", ");
        }
    }

    // It asks for a variable and an input that come with it, so that the run must have got both.
    private string Fresh(string text)
    {
        if (!text.Contains("d: {type: integer, default: 7}", StringComparison.Ordinal))
        {
            text = text.Replace("vars: {", "vars: {d: {type: integer, default: 7}, ", StringComparison.Ordinal)
                .Replace("inputs: {", "inputs: {more: {type: integer, default: 5}, ", StringComparison.Ordinal);
        }

        return Replace(text, StepStart(), match => Invariant($"{{id: x{_steps++}, uses: sim.do@1, with: {{fresh: \"${{{{ vars.d + inputs.more }}}}\"}}}}, {match.Value}"));
    }

    private string Replace(string text, Regex pattern, Func<Match, string> by)
    {
        var found = pattern.Matches(text);
        if (found.Count == 0)
        {
            return text;
        }

        var match = found[random.Below(found.Count)];
        return text[..match.Index] + by(match) + text[(match.Index + match.Length)..];
    }

    // Takes away what begins so, up to the bracket that ends it.
    private string Cut(string text, string start, string after)
    {
        var found = Regex.Matches(text, Regex.Escape(start));
        if (found.Count == 0)
        {
            return text;
        }

        var from = found[random.Below(found.Count)].Index;
        var end = from;
        var depth = 0;
        do
        {
            depth += text[end] is '{' or '[' ? 1 : text[end] is '}' or ']' ? -1 : 0;
            end++;
        }
        while (depth > 0 || end < from + start.Length);

        end += text.AsSpan(end).StartsWith(after, StringComparison.Ordinal) ? after.Length : 0;
        return text[..from] + text[end..];
    }

    [GeneratedRegex(@"\{id: s\d+,")]
    private static partial Regex StepStart();

    [GeneratedRegex(@"with: \{v: \d+\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"wait: \{for: \w+")]
    private static partial Regex WaitTime();

    [GeneratedRegex(@"signal: \w+")]
    private static partial Regex Signal();

    [GeneratedRegex(@", needs: \[[^\]]*\]")]
    private static partial Regex Needs();
}
