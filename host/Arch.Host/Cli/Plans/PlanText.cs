using System.Globalization;
using System.Text;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary>Says a plan to people.</summary>
internal static class PlanText
{
    public static string Of(VersionPlan plan, IReadOnlyDictionary<string, int> runs)
    {
        var text = new StringBuilder();
        foreach (var document in plan.Documents)
        {
            text.Append(CultureInfo.InvariantCulture, $"{PlanWords.Mark(document.Change)} {document.Kind} {document.Name}  {PlanWords.Word(document.Change)}");
            text.Append(document.Name == document.File ? "\n" : $"  ({document.File})\n");
            foreach (var item in document.Items)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {PlanWords.Mark(item.Change)} {item.Area} {item.Name}{(item.Summary.Length > 0 ? "  " + item.Summary : "")}\n");
                foreach (var key in item.Keys)
                {
                    text.Append(CultureInfo.InvariantCulture, $"        {PlanWords.Keys(item, key)}\n");
                }
            }

            foreach (var call in plan.BrokenCalls.Where(call => call.Callee == document.Name && document.Kind == "workflow"))
            {
                text.Append(CultureInfo.InvariantCulture, $"    ! {call.Caller} breaks: step '{call.Step}' {call.Reason}\n");
            }

            if (document.Kind == "workflow" && runs.TryGetValue(document.Name, out var count))
            {
                text.Append(CultureInfo.InvariantCulture, $"    ! {PlanWords.Runs(count)}: arch runs migrate --workflow {document.Name} --dry-run\n");
            }
        }

        return text.ToString();
    }
}
