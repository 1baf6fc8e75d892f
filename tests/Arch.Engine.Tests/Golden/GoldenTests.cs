using System.Text.Json.Nodes;
using Arch.Engine.Core;
using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Tests.History;
using Arch.Engine.Tests.Support;
using Arch.Engine.Verification;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Golden;

/// <summary>R34 upgrade-replay: the journals that each version of the format left behind are read by the code of today.</summary>
public sealed class GoldenTests
{
    private const int Least = 200;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<TheoryDataRow<string>> Files() =>
        Directory.GetFiles(Folder, GoldenFile.Pattern).Select(path => new TheoryDataRow<string>(Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Journals_OfAnEarlierVersion_GiveWhatTheyGaveThen(string name)
    {
        await using var host = new TestHost();
        var file = GoldenFile.Read(Path.Combine(Folder, name));
        var definitions = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var (id, sources) in file.Definitions)
        {
            definitions[id] = host.Restore(sources);
            definitions[id].Id.Value.ShouldBe(id);
        }

        foreach (var run in file.Runs)
        {
            Check(run, definitions, $"{name}, {run.Id}, {run.About}");
        }
    }

    [Fact]
    public void Journals_OfAllVersions_AreManyAndHaveEveryKindOfRecord()
    {
        var runs = Directory.GetFiles(Folder, GoldenFile.Pattern).SelectMany(path => GoldenFile.Read(path).Runs).ToList();

        runs.Count.ShouldBeGreaterThanOrEqualTo(Least);
        var known = typeof(JournalRecord).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JournalRecord)))
            .Select(type => ((JournalRecord)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Kind);
        runs.SelectMany(run => run.Records).Select(record => record.Kind).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(known.Order(StringComparer.Ordinal));
    }

    /// <summary>Makes the file for the format of today; see docs/decisions/golden-journals.md. A file that is there stays as it is.</summary>
    [Fact(Explicit = true)]
    public async Task MakeFile()
    {
        var path = Environment.GetEnvironmentVariable("ARCH_GOLDEN_FILE");
        Assert.SkipWhen(path is null, "ARCH_GOLDEN_FILE does not say which file to make.");
        await using var host = new TestHost();

        new GoldenMaker(host, Environment.GetEnvironmentVariable("ARCH_GOLDEN_PART") ?? "").Make().Write(path);
    }

    private static void Check(GoldenRun run, Dictionary<string, WorkflowDefinition> known, string place)
    {
        var records = run.Decode();
        var definitions = new RunDefinitions(RunDefinitions.NamedIn(records).Select(id => known[id.Value]));
        JournalCheck.Check(run.Id, records).ShouldBeEmpty(place);
        foreach (var (kept, record) in run.Records.Zip(records))
        {
            JsonDifference.Find(JsonNode.Parse(kept.Fields), JsonNode.Parse(JournalCodec.Encode(record)))
                .ShouldBeNull($"{place}, record {kept.Sequence}");
        }

        foreach (var moment in run.Moments)
        {
            Check(run, moment, [.. records.Take((int)moment.After)], definitions, $"{place}, after record {moment.After}");
        }
    }

    private static void Check(GoldenRun run, GoldenMoment moment, List<JournalRecord> records, RunDefinitions definitions, string place)
    {
        var state = RunFold.Of(definitions, run.Id, records);
        JsonDifference.Find(moment.Summary, ViewJson.Of(state.ToSummary(), state.NextDue)).ShouldBeNull(place);
        JsonDifference.Find(moment.View, ViewJson.Of(RunViews.At(definitions, run.Id, records))).ShouldBeNull(place);
        if (moment.Snapshot is not { } text)
        {
            state.HasEnded.ShouldBeTrue(place);
            return;
        }

        // One of today's format is the state; one of another is not read, and then the journal is.
        var kept = RunSnapshot.TryRestore(state.Definition, run.Id, System.Text.Encoding.UTF8.GetBytes(text));
        (kept is not null).ShouldBe(moment.SnapshotFormat == RunSnapshot.Format, place);
        var restored = RunSnapshot.TryRestore(state.Definition, run.Id, RunSnapshot.Encode(state)).ShouldNotBeNull(place);
        StateComparison.Difference(state, restored).ShouldBeNull(place);
        if (kept is not null)
        {
            StateComparison.Difference(state, kept).ShouldBeNull(place);
        }
    }
}
