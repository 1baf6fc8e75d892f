using System.Globalization;
using System.Text;
using Arch.Plugins;
using Arch.Plugins.BuiltIn;
using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Authoring.Tests.Yardstick;

/// <summary>
/// How many of the mistakes that people make are found before a run. Mistakes are made mechanically in workflows that are right; those
/// that nothing is said about are listed in <c>escapes.txt</c>, so that they stay visible.
/// </summary>
public sealed class YardstickTests
{
    private const int Seed = 20261125;
    private const int MostOfAKind = 6;
    private static readonly string[] Folders = ["workflows", "examples"];

    [Fact]
    public void Workflows_that_are_right_cause_no_alarm()
    {
        using var steps = new Steps();
        foreach (var file in Files(steps))
        {
            // What cannot be executed yet is no mistake of the author.
            file.Analysis.Diagnostics.Where(one => one.Code != "ARCH3001").ShouldBeEmpty(file.Name);
        }
    }

    [Fact]
    public void At_least_95_of_100_mistakes_are_found_before_a_run()
    {
        using var steps = new Steps();
        var all = Files(steps).SelectMany(Choose).ToList();
        var escaped = all.AsParallel().AsOrdered().Where(mutation => !IsFound(mutation)).ToList();
        var report = Report(all, escaped);
        TestContext.Current.TestOutputHelper?.WriteLine(report);

        all.Count.ShouldBeGreaterThan(200);
        var known = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Yardstick/escapes.txt")).Where(line => line.Length > 0 && line[0] != '#');
        escaped.Select(mutation => mutation.Description).ShouldBe(known, ignoreOrder: true, report);
        (1.0 - ((double)escaped.Count / all.Count)).ShouldBeGreaterThanOrEqualTo(0.95, report);
    }

    // A few of each kind from each file, the same ones each time.
    private static IEnumerable<Mutation> Choose(ValidFile file)
    {
        var random = new Random(Seed);
        return Mutations(file)
            .Where(mutation => mutation.Text != file.Text)
            .DistinctBy(mutation => mutation.Text)
            .GroupBy(mutation => mutation.Operation)
            .SelectMany(kind => kind.OrderBy(_ => random.Next()).Take(MostOfAKind));
    }

    private static IEnumerable<Mutation> Mutations(ValidFile file) =>
        [.. ReferenceMistakes.All(file), .. ExpressionMistakes.All(file), .. StructureMistakes.All(file), .. ValueMistakes.All(file)];

    private static bool IsFound(Mutation mutation)
    {
        var before = mutation.File.Analysis.Diagnostics.CountBy(one => one.Code).ToDictionary();
        return mutation.File.Check(mutation.Text).CountBy(one => one.Code).Any(after => after.Value > before.GetValueOrDefault(after.Key));
    }

    private static string Report(List<Mutation> all, List<Mutation> escaped)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}: {all.Count} mistakes, {all.Count - escaped.Count} found ({100.0 * (all.Count - escaped.Count) / all.Count:F1} %)");
        foreach (var kind in all.GroupBy(mutation => mutation.Operation).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var count = kind.Count();
            text.AppendLine(CultureInfo.InvariantCulture, $"{count - escaped.Count(one => one.Operation == kind.Key),4} of {count,-4} {kind.Key}");
        }

        foreach (var mutation in escaped)
        {
            text.AppendLine(mutation.Description);
        }

        return text.ToString();
    }

    private static IEnumerable<ValidFile> Files(IStepCatalog steps)
    {
        foreach (var path in Folders.SelectMany(folder => Directory.GetFiles(FixtureFiles.Folder(folder), "*.yaml")).Order(StringComparer.Ordinal))
        {
            yield return new ValidFile(Path.GetFileName(path), File.ReadAllText(path), steps);
        }
    }

    /// <summary>The step types of the plugins, and those that the other workflows use.</summary>
    private sealed class Steps : IStepCatalog, IDisposable
    {
        private readonly FixtureCatalog _fixture = new();
        private readonly PluginCatalog _plugins = PluginCatalog.Open(
            [Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../plugins", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))))],
            CoreSteps.All);

        public IReadOnlyCollection<string> Names => [.. _fixture.Names.Union(_plugins.Names)];

        // The examples of the language were written before there was an SQL plugin, and assume other inputs of it.
        public StepType? Find(string name, int? version) =>
            name.StartsWith("sql.", StringComparison.Ordinal)
                ? _fixture.Find(name, version) ?? _plugins.Find(name, version)
                : _plugins.Find(name, version) ?? _fixture.Find(name, version);

        public IReadOnlyCollection<string> TriggerNames => [.. _fixture.TriggerNames.Union(_plugins.TriggerNames)];

        public TriggerType? FindTrigger(string name, int? version) => _plugins.FindTrigger(name, version) ?? _fixture.FindTrigger(name, version);

        public void Dispose() => _plugins.Dispose();
    }
}
