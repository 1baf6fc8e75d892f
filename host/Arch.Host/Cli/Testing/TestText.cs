using System.Globalization;
using Arch.Testing;
using Arch.Testing.Comparing;
using Arch.Testing.Reports;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Testing;

/// <summary>Says to people what came of tests.</summary>
internal sealed class TestText(TextWriter target, bool hasColours)
{
    private readonly ColouredText _colours = new(hasColours);

    public void Write(TestResults results, bool wantsCoverage)
    {
        foreach (var diagnostic in results.Diagnostics)
        {
            var text = diagnostic.ToString();
            target.WriteLine(diagnostic.Severity == DiagnosticSeverity.Error ? _colours.Red(text) : _colours.Yellow(text));
        }

        foreach (var file in results.Cases.GroupBy(result => (result.Suite.Place.File, result.Suite.Workflow.FullName)))
        {
            target.WriteLine($"{_colours.Bold(file.Key.File)} {_colours.Dim(file.Key.FullName)}");
            foreach (var result in file)
            {
                Write(result);
            }
        }

        if (wantsCoverage)
        {
            new CoverageText(target, _colours).Write(results.Coverage);
        }

        foreach (var file in results.Written)
        {
            target.WriteLine($"Wrote {file}.");
        }

        target.WriteLine(Summary(results));
    }

    private void Write(CaseResult result)
    {
        var name = result.Case.Name;
        if (result.Case.Skip is { } reason)
        {
            target.WriteLine($"  {_colours.Yellow("-")} {name} {_colours.Dim($"(skipped: {reason})")}");
        }
        else if (!result.HasFailed)
        {
            target.WriteLine($"  {_colours.Green("✓")} {name}{_colours.Dim(Simulated(result))}");
        }
        else
        {
            target.WriteLine($"  {_colours.Red("✗")} {_colours.Bold(name)}{_colours.Dim(Simulated(result))}");
            foreach (var finding in result.Findings)
            {
                Write(finding);
            }

            foreach (var mock in result.Unasked)
            {
                target.WriteLine($"      {_colours.Dim($"{mock.Place} The mock of '{mock.Key}' was not asked.")}");
            }
        }
    }

    private static string Simulated(CaseResult result) =>
        result.Outcome is { } outcome && outcome.Took >= TimeSpan.FromSeconds(1)
            ? $" ({Arch.Workflows.Durations.DurationText.Format(outcome.Took)} simulated)"
            : "";

    private void Write(Finding finding)
    {
        target.WriteLine($"      {_colours.Red(finding.Place.ToString())} {(finding.Code is null ? "" : finding.Code + " ")}{finding.Message}");
        if (finding is { Expected: { } expected, Actual: { } actual })
        {
            WriteDifference(expected, actual);
        }
        else if (finding.Actual is { } only)
        {
            WriteLines(only);
        }

        foreach (var detail in finding.Details)
        {
            target.WriteLine($"        {detail}");
        }

        if (finding.Origin is { } origin)
        {
            target.WriteLine($"        at {origin}");
        }

        if (finding.Remedy is { } remedy)
        {
            target.WriteLine($"        {_colours.Dim(remedy)}");
        }
    }

    private void WriteDifference(string expected, string actual)
    {
        if (!expected.Contains('\n', StringComparison.Ordinal) && !actual.Contains('\n', StringComparison.Ordinal))
        {
            target.WriteLine($"        expected {_colours.Green(expected)}");
            target.WriteLine($"        actual   {_colours.Red(actual)}");
            return;
        }

        target.WriteLine($"        {_colours.Green("- expected")} {_colours.Red("+ actual")}");
        foreach (var (mark, text) in LineDiff.Of(expected, actual))
        {
            var line = $"        {mark} {text}".TrimEnd();
            target.WriteLine(mark switch
            {
                '-' => _colours.Green(line),
                '+' => _colours.Red(line),
                _ => _colours.Dim(line),
            });
        }
    }

    private void WriteLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            target.WriteLine($"        {line}");
        }
    }

    private string Summary(TestResults results)
    {
        var failed = results.Cases.Count(result => result.HasFailed);
        var skipped = results.Cases.Count(result => result.IsSkipped);
        var passed = results.Cases.Count - failed - skipped;
        var errors = results.Diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var parts = new List<string> { Part(passed, "passed", _colours.Green), Part(failed, "failed", _colours.Red) };
        if (skipped > 0)
        {
            parts.Add(_colours.Yellow(string.Create(CultureInfo.InvariantCulture, $"{skipped} skipped")));
        }

        if (errors > 0)
        {
            parts.Add(_colours.Red(errors == 1 ? "1 error in the files" : string.Create(CultureInfo.InvariantCulture, $"{errors} errors in the files")));
        }

        var time = string.Create(CultureInfo.InvariantCulture, $"({results.Duration.TotalSeconds:0.00} s)");
        return $"{string.Join(", ", parts)} {_colours.Dim(time)}.";
    }

    private static string Part(int count, string word, Func<string, string> paint)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} {word}");
        return count > 0 ? paint(text) : text;
    }
}
