using System.Globalization;
using System.Text;
using System.Xml;
using Arch.Testing.Comparing;

namespace Arch.Testing.Reports;

/// <summary>Writes results as JUnit XML, which CI systems read.</summary>
public static class JUnitReport
{
    /// <summary>Writes results.</summary>
    /// <param name="results">The results.</param>
    /// <param name="target">Where to; it is not closed.</param>
    public static void Write(IReadOnlyList<CaseResult> results, Stream target)
    {
        using var writer = XmlWriter.Create(target, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false });
        writer.WriteStartElement("testsuites");
        writer.WriteAttributeString("name", "arch test");
        WriteCounts(writer, results);
        foreach (var file in results.GroupBy(result => (result.Suite.Place.File, result.Suite.Workflow.FullName)))
        {
            writer.WriteStartElement("testsuite");
            writer.WriteAttributeString("name", file.Key.FullName);
            writer.WriteAttributeString("file", file.Key.File);
            WriteCounts(writer, [.. file]);
            foreach (var result in file)
            {
                WriteCase(writer, result);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteWhitespace("\n");
    }

    private static void WriteCounts(XmlWriter writer, IReadOnlyList<CaseResult> results)
    {
        writer.WriteAttributeString("tests", Text(results.Count));
        writer.WriteAttributeString("failures", Text(results.Count(result => result.HasFailed)));
        writer.WriteAttributeString("errors", "0");
        writer.WriteAttributeString("skipped", Text(results.Count(result => result.IsSkipped)));
        writer.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(results.Sum(result => result.Duration.Ticks))));
    }

    private static void WriteCase(XmlWriter writer, CaseResult result)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", Clean(result.Case.Name));
        writer.WriteAttributeString("classname", result.Suite.Workflow.FullName);
        writer.WriteAttributeString("file", result.Case.Place.File);
        writer.WriteAttributeString("line", Text(result.Case.Place.Line));
        writer.WriteAttributeString("time", Seconds(result.Duration));
        if (result.Case.Skip is { } reason)
        {
            writer.WriteStartElement("skipped");
            writer.WriteAttributeString("message", Clean(reason));
            writer.WriteEndElement();
        }

        // Readers of the format expect one failure a case.
        if (result.HasFailed)
        {
            writer.WriteStartElement("failure");
            writer.WriteAttributeString("message", Clean(result.Findings[0].Message));
            writer.WriteAttributeString("type", result.Findings[0].Code ?? "expectation");
            writer.WriteString(Clean(string.Join("\n\n", result.Findings.Select(Describe))));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Describe(Finding finding)
    {
        var lines = new List<string> { finding.ToString() };
        if (finding.Expected is { } expected)
        {
            lines.Add($"expected: {expected}");
        }

        if (finding.Actual is { } actual)
        {
            lines.Add($"actual: {actual}");
        }

        lines.AddRange(finding.Details);
        if (finding.Origin is { } origin)
        {
            lines.Add($"at {origin}");
        }

        return string.Join('\n', lines);
    }

    // XML has no way to write most control characters, which a step may well give.
    private static string Clean(string text) => string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\uFFFD'));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
