using System.Globalization;
using System.Text;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary>Says a plan in a pull request: what breaks first, then workflow by workflow.</summary>
internal static class PlanMarkdown
{
    public static string Of(VersionPlan plan, IReadOnlyDictionary<string, int> runs)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### Workflows: {PlanWords.Sum(plan)}\n");
        if (plan.BrokenCalls.Length > 0)
        {
            text.Append("\n**Calls that break**\n\n");
            foreach (var call in plan.BrokenCalls)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Code(call.Caller)}, step {Code(call.Step)}, calls {Code(call.Callee)}: {Escape(call.Reason)}\n");
            }
        }

        foreach (var document in plan.Documents)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{Code(document.Name)}** {PlanWords.Word(document.Change)}");
            text.Append(document.Name == document.File ? "\n" : $" ({Code(document.File)})\n");
            if (document.Items.Length > 0)
            {
                text.Append("\n| | what | difference |\n|---|---|---|\n");
            }

            foreach (var item in document.Items)
            {
                var keys = item.Keys.Select(key => $"{Code(key.Key.Length == 0 ? item.Name : key.Key)}: {Code(PlanWords.Short(key.Old))} → {Code(PlanWords.Short(key.New))}");
                var difference = string.Join("<br>", new[] { Escape(item.Summary) }.Where(summary => summary.Length > 0).Concat(keys));
                text.Append(CultureInfo.InvariantCulture, $"| {PlanWords.Word(item.Change)} | {item.Area} {Code(item.Name)} | {difference} |\n");
            }

            if (document.Kind == "workflow" && runs.TryGetValue(document.Name, out var count))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{PlanWords.Runs(count)}.\n");
            }
        }

        return text.ToString();
    }

    // A bar would end a cell, even within code; a backtick would end the code.
    private static string Code(string text)
    {
        var ticks = text.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return $"{ticks}{(ticks.Length > 1 ? $" {text} " : text)}{ticks}".Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
    }

    private static string Escape(string text) => string.Concat(text.Select(letter =>
        letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' ? $"\\{letter}" : letter == '\n' ? " " : letter.ToString()));
}
