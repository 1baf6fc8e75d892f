using System.Globalization;
using Arch.Testing.Coverage;

namespace Arch.Host.Cli.Testing;

/// <summary>Says to people what tests covered.</summary>
internal sealed class CoverageText(TextWriter target, ColouredText colours)
{
    public void Write(IReadOnlyList<CoverageReport> reports)
    {
        if (reports.Count == 0)
        {
            return;
        }

        var width = Math.Max("workflow".Length, reports.Max(report => report.Workflow.Length));
        target.WriteLine();
        target.WriteLine(colours.Bold($"{"workflow".PadRight(width)}  {"steps",15}  {"branches",15}"));
        foreach (var report in reports)
        {
            target.WriteLine($"{report.Workflow.PadRight(width)}  {Share(report.StepsCovered, report.Steps)}  {Share(report.BranchesCovered, report.Branches)}");
            foreach (var (point, isCovered) in report.Points)
            {
                if (!isCovered)
                {
                    target.WriteLine($"  {colours.Yellow($"{point.Place.File}:{point.Place.Line}")} {Words(point)}");
                }
            }
        }

        target.WriteLine();
    }

    private static string Words(CoveragePoint point) =>
        point.Branch is null ? $"step '{point.Step}' did not run"
        : point.Step.Length == 0 ? $"'{point.Branch}' of the workflow was not taken"
        : $"'{point.Branch}' of step '{point.Step}' was not taken";

    private string Share(int covered, int all)
    {
        var text = all == 0
            ? "-".PadLeft(15)
            : string.Create(CultureInfo.InvariantCulture, $"{covered}/{all} {100.0 * covered / all,4:0}%").PadLeft(15);
        return covered == all ? colours.Green(text) : colours.Yellow(text);
    }
}
