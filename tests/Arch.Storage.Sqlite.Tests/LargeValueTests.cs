using System.Text;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Content;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class LargeValueTests : StoreTest
{
    private static readonly RunId Run = new("run-1");

    [Theory]
    [InlineData("\"<s>\"", 65_534, 0)] // With its quotes a value of 64 KiB, which is not large
    [InlineData("\"<s>\"", 65_535, 1)]
    [InlineData("""{"a":"<s>","b":{"c":["<s>"]}}""", 70_000, 2)]
    [InlineData("""{"a":["<s>","<s>","<s>"]}""", 30_000, 1)] // None is large, the array is
    [InlineData("""{"a":["<s>",{"b":"<s>"}],"c":"<s>"}""", 25_000, 1)] // The whole text is
    [InlineData("""["<s>",["<s>","<s>"],"<s>"]""", 33_000, 1)] // One is large by itself, and so is the rest around it
    public void Find_EachShape_TheDeepestLargeValues(string shape, int length, int count)
    {
        var text = Encoding.UTF8.GetBytes(shape.Replace("<s>", new string('x', length), StringComparison.Ordinal));

        var cut = CutText.Of(text);

        cut.Blobs.Count.ShouldBe(count);
        Restore(cut).ShouldBe(text);
    }

    [Fact]
    public void Of_RandomTexts_RestoreGivesThemBack()
    {
        const int Seed = 20261125;
        var random = new Random(Seed);
        var (blobs, most) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            var text = ValueJson.ToUtf8(RandomValue(random, 0));

            var cut = CutText.Of(text);

            Restore(cut).ShouldBe(text, $"seed {Seed}, round {round}");
            cut.Blobs.ShouldAllBe(blob => blob.Content.Length > LargeValues.LeastBytes);
            cut.Text.Length.ShouldBeLessThanOrEqualTo(LargeValues.LeastBytes + (cut.Blobs.Count * 4), $"seed {Seed}, round {round}");
            (blobs, most) = (blobs + cut.Blobs.Count, Math.Max(most, cut.Blobs.Count));
        }

        blobs.ShouldBeGreaterThan(30);
        most.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task ReadAsync_LargeValues_ComeBackAndAreKeptOnce()
    {
        var body = Value.From(string.Concat(Enumerable.Repeat("ü€𝄞 text ", 40_000)));
        var records = new JournalRecord[]
        {
            Sample.Started() with { Inputs = Object(("body", body)) },
            new StepOpened { Sequence = 2, Activation = 2, Lane = 0, Node = 1 },
            new AttemptOpened { Sequence = 3, Activation = 2, Attempt = 1, Input = Object(("with", Object(("text", body), ("x", Value.Null)))) },
            new StepClosed { Sequence = 4, Activation = 2, Status = StepStatus.Succeeded, Outputs = Object(("again", body), ("n", Value.From(1))) },
        };
        await Store.CommitAsync(new RunCommit(1, 1, records[..2], Sample.Summary(Run.Value)));
        await Store.CommitAsync(new RunCommit(1, 3, records[2..], Sample.Summary(Run.Value, RunStatus.Succeeded) with { Outputs = Object(("b", body)) }));

        var read = await Store.ReadAsync(Run);

        read.Select(JournalCodec.Encode).ShouldBe(records.Select(JournalCodec.Encode));
        (await Store.FindAsync(Run)).ShouldNotBeNull().Outputs.ShouldBe(Object(("b", body)));
        (await Store.LoadAsync(Run)).Records.Count.ShouldBe(4);
        Number("SELECT count(*) FROM blobs").ShouldBe(1);
        Number("SELECT is_packed FROM blobs").ShouldBe(1);
        Number("SELECT sum(length(CAST(fields AS BLOB))) FROM journal").ShouldBeLessThan(1_000);
        Number("SELECT length(content) FROM blobs").ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task ReadAsync_ValueThatDoesNotPack_ComesBack()
    {
        var bytes = new byte[90_000];
        new Random(20261125).NextBytes(bytes);
        var input = Value.From(Convert.ToBase64String(bytes));
        await Store.CommitAsync(new RunCommit(1, 1, [Sample.Started() with { Inputs = input }], Sample.Summary(Run.Value)));

        ((RunStarted)(await Store.ReadAsync(Run))[0]).Inputs.ShouldBe(input);
    }

    [Fact]
    public async Task PurgeAsync_ValueOfTwoRuns_GoesWithTheLast()
    {
        var large = Value.From(new string('x', 100_000));
        foreach (var run in new[] { "run-1", "run-2" })
        {
            await Store.CommitAsync(new RunCommit(1, 1, [Sample.Started() with { Inputs = large }], Sample.Summary(run)));
            await Store.CommitAsync(Sample.Next(run, 2, status: RunStatus.Succeeded));
        }

        (await Store.PurgeAsync(new PurgeQuery { Limit = 1 })).ShouldBe(1);
        Number("SELECT count(*) FROM blobs").ShouldBe(1);
        ((RunStarted)(await Store.ReadAsync(new RunId("run-2")))[0]).Inputs.ShouldBe(large);

        (await Store.PurgeAsync(new PurgeQuery())).ShouldBe(1);
        Number("SELECT count(*) FROM blobs").ShouldBe(0);
        Number("SELECT count(*) FROM blob_uses").ShouldBe(0);
    }

    [Theory]
    [InlineData("DELETE FROM blobs", "is not in the store.")]
    [InlineData("UPDATE blobs SET content = x'00', is_packed = 0", "was changed or damaged after it was written.")]
    [InlineData("UPDATE blobs SET content = x'ff00ff00'", "a large value of it is missing or damaged")]
    [InlineData("UPDATE journal SET blobs = 'x' WHERE run_id = 'run-1'", "'x' is no reference.")]
    [InlineData("UPDATE journal SET blobs = replace(blobs, ':', '9:')", "is of another text.")]
    public async Task ReadAsync_LargeValueDamaged_ARCH5003AndOthersGoOn(string damage, string problem)
    {
        var large = Value.From(new string('x', 100_000));
        await Store.CommitAsync(new RunCommit(1, 1, [Sample.Started() with { Inputs = large }], Sample.Summary(Run.Value)));
        await Store.CommitAsync(Sample.Start("run-2"));
        Folder.Execute(damage);

        var failure = await Should.ThrowAsync<JournalStoreException>(() => Store.ReadAsync(Run).AsTask());

        failure.Code.ShouldBe("ARCH5003");
        failure.Message.ShouldContain("record 1 of run 'run-1'");
        failure.Message.ShouldContain(problem);
        (await Store.ReadAsync(new RunId("run-2"))).Count.ShouldBe(1);
    }

    private static byte[] Restore(CutText cut) => cut.References is null
        ? cut.Text
        : CutText.Restore(cut.Text, cut.References, hash => cut.Blobs.First(blob => blob.Hash.SequenceEqual(hash)).Content.ToArray());

    private static Value RandomValue(Random random, int depth) => random.Next(depth > 4 ? 3 : 8) switch
    {
        0 => Value.From(random.Next()),
        1 => Value.From(new string((char)random.Next('a', 'z'), random.Next(200))),
        2 => Value.From(new string('€', random.Next(60_000))),
        < 5 => Value.From(ValueArray.Of([.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomValue(random, depth + 1))])),
        _ => Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(
            Enumerable.Range(0, random.Next(1, 6)).Select(i => new KeyValuePair<string, Value>($"m{i}", RandomValue(random, depth + 1)))))),
    };

    private static Value Object(params ReadOnlySpan<(string, Value)> members) => Value.From(ValueObject.Of(members));

    private long Number(string sql)
    {
        using var connection = Folder.Connect();
        return connection.Prepared(sql).First(row => row.Int64(0));
    }
}
