using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

/// <summary>Files that lost or changed bytes: what is read is right or refused, and nothing but the store's own errors comes out.</summary>
public sealed class DamageTests : StoreTest
{
    private const int Records = 60;
    private static readonly RunId Run = new("run-1");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Store.CommitAsync(Sample.Start(Run.Value));
        for (var i = 2; i <= Records; i++)
        {
            await Store.CommitAsync(Sample.Next(Run.Value, i));
        }
    }

    [Theory]
    [InlineData("UPDATE journal SET fields = replace(fields, '\"activation\":5', '\"activation\":6') WHERE seq = 5")]
    [InlineData("UPDATE journal SET at = at + 1 WHERE seq = 5")]
    [InlineData("UPDATE journal SET kind = 'step_closed' WHERE seq = 5")]
    public async Task ReadAsync_RecordChanged_ARCH5003(string sql)
    {
        Folder.Execute(sql);

        var failure = await Should.ThrowAsync<JournalStoreException>(() => Store.ReadAsync(Run).AsTask());

        failure.Code.ShouldBe("ARCH5003");
        failure.Message.ShouldStartWith("The journal of run 'run-1' cannot be read: record 5 of kind");
        failure.Message.ShouldEndWith("was changed or damaged after it was written.");
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE seq = 5", "record 5 is missing; record 6 follows.")]
    [InlineData("DELETE FROM journal WHERE seq = 60", "it has 59 records instead of 60.")]
    [InlineData("DELETE FROM journal", "it has 0 records instead of 60.")]
    [InlineData("DELETE FROM runs", "it has 60 records instead of 0.")]
    public async Task ReadAsync_RowsMissing_ARCH5003(string sql, string problem)
    {
        Folder.Execute(sql);

        var failure = await Should.ThrowAsync<JournalStoreException>(() => Store.ReadAsync(Run).AsTask());

        failure.Code.ShouldBe("ARCH5003");
        failure.Message.ShouldBe($"The journal of run 'run-1' cannot be read: {problem}");
    }

    [Fact]
    public async Task ReadAsync_KindOfANewerVersion_ARCH5003()
    {
        var checksum = Checksum.Of(Run.Value, 61, 0, "step_teleported", "{}"u8);
        Folder.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO journal (run_id, seq, at, kind, fields, checksum) VALUES ('run-1', 61, 0, 'step_teleported', '{{}}', {checksum}); UPDATE runs SET next_seq = 62"));

        var failure = await Should.ThrowAsync<JournalStoreException>(() => Store.ReadAsync(Run).AsTask());

        failure.Code.ShouldBe("ARCH5003");
        failure.Message.ShouldStartWith("The journal of run 'run-1' cannot be read: Record 61 of kind 'step_teleported'");
    }

    [Fact]
    public async Task ReadAsync_OneRunDamaged_OthersReadAndWritten()
    {
        await Store.CommitAsync(Sample.Start("run-2"));
        Folder.Execute("UPDATE journal SET fields = '{' WHERE run_id = 'run-1' AND seq = 1");

        await Should.ThrowAsync<JournalStoreException>(() => Store.ReadAsync(Run).AsTask());

        (await Store.ReadAsync(new RunId("run-2"))).Count.ShouldBe(1);
        await Store.CommitAsync(Sample.Next("run-2", 2));
    }

    [Theory]
    [InlineData("status = 'dreaming'", "its status 'dreaming' is not known to this version of Arch.")]
    [InlineData("error = '{'", "the error of run 'run-1' cannot be read, because it is no JSON")]
    public async Task ClaimRunnableAsync_RowDamaged_ParksTheRunAndTakesTheOthers(string damage, string problem)
    {
        await Store.CommitAsync(Sample.Start("run-2"));
        await Store.DisposeAsync();
        Folder.Execute($"UPDATE runs SET {damage} WHERE run_id = 'run-1'");
        var other = await Folder.OpenAsync();

        (await other.ClaimAllAsync()).ShouldHaveSingleItem().Summary.RunId.ShouldBe(new RunId("run-2"));

        var parked = (await other.FindAsync(Run)).ShouldNotBeNull();
        parked.Status.ShouldBe(RunStatus.Parked);
        parked.Error.ShouldNotBeNull().Code.ShouldBe("ARCH5003");
        parked.Error!.Message.ShouldContain(problem);
        (await other.ClaimAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListAsync_OneRunDamaged_ListsAllAndSaysWhatIsWrong()
    {
        await Store.CommitAsync(Sample.Start("run-2") with { Summary = Sample.Summary("run-2") with { Parent = new RunId("run-0") } });
        await Store.CommitAsync(Sample.Start("run-3"));
        Folder.Execute("UPDATE runs SET error = '{' WHERE run_id = 'run-1'; UPDATE runs SET status = 'dreaming' WHERE run_id = 'run-2'");

        var all = await Store.ListAsync(new RunQuery());
        var children = await Store.ListAsync(new RunQuery { Parent = new RunId("run-0") });

        all.Select(run => run.RunId.Value).ShouldBe(["run-3", "run-1"]);
        all[1].Error.ShouldNotBeNull().Code.ShouldBe("ARCH5003");
        all[1].Status.ShouldBe(RunStatus.Running);
        var child = children.ShouldHaveSingleItem();
        child.Status.ShouldBe(RunStatus.Parked);
        child.Error.ShouldNotBeNull().Message.ShouldContain("its status 'dreaming' is not known");
    }

    [Fact]
    public async Task ReadOutboxAsync_OneEventDamaged_GivesTheOthers()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Store.AppendEventAsync(new BusEvent { Id = id, Subject = "orders.paid", At = StoreFolder.Now });
        }

        Folder.Execute("UPDATE events SET data = '{' WHERE event_id = 'a'");

        (await Store.ReadOutboxAsync(2)).Select(message => message.Id).ShouldBe(["b", "c"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public async Task FindDefinitionAsync_Damaged_ARCH5003(string sources)
    {
        Folder.Execute($"UPDATE definitions SET sources = '{sources}'");

        (await Should.ThrowAsync<JournalStoreException>(() => Store.FindDefinitionAsync(Sample.Definition).AsTask())).Message
            .ShouldStartWith($"The sources of definition '{Sample.Definition}' cannot be read");
    }

    [Fact]
    public async Task ReadAsync_LogTorn_OpensAtACommit()
    {
        const int Seed = 20261123;
        var random = new Random(Seed);
        var (database, log) = (await BytesAsync(Folder.File), await BytesAsync(Folder.File + "-wal"));
        var counts = new HashSet<int>();
        for (var round = 0; round < 100; round++)
        {
            var torn = Tear(log, random);
            await using var copy = new StoreFolder();
            await File.WriteAllBytesAsync(copy.File, database, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(copy.File + "-wal", torn, TestContext.Current.CancellationToken);

            var store = await copy.OpenAsync();
            var records = await store.ReadAsync(Run);

            var place = $"seed {Seed}, round {round}";
            records.Select(record => record.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(i => (long)i), place);
            counts.Add(records.Count);
            if (records.Count > 0)
            {
                var epoch = (await store.ClaimAllAsync()).ShouldHaveSingleItem(place).Epoch;
                await store.CommitAsync(Sample.Next(Run.Value, records.Count + 1, epoch));
            }
        }

        counts.Count.ShouldBeGreaterThan(10, "the damage must fall on many commits");
    }

    [Fact]
    public async Task ReadAsync_BytesChangedInTheFile_RightOrRefused()
    {
        const int Seed = 20261124;
        var random = new Random(Seed);
        var expected = (await Store.ReadAsync(Run)).Select(JournalCodec.Encode).ToList();
        await Store.DisposeAsync();
        var database = await BytesAsync(Folder.File);
        var codes = new HashSet<string>();
        for (var round = 0; round < 200; round++)
        {
            await using var copy = new StoreFolder();
            var damaged = (byte[])database.Clone();
            for (var i = 0; i < 20; i++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            }

            await File.WriteAllBytesAsync(copy.File, damaged, TestContext.Current.CancellationToken);
            try
            {
                var store = await copy.OpenAsync();
                var records = await store.ReadAsync(Run);
                if (records.Count > 0)
                {
                    records.Select(JournalCodec.Encode).ShouldBe(expected, $"seed {Seed}, round {round}");
                }
            }
            catch (JournalStoreException failure)
            {
                codes.Add(failure.Code);
            }
        }

        codes.ShouldContain("ARCH5001");
        codes.ShouldContain("ARCH5003");
    }

    private static byte[] Tear(byte[] log, Random random)
    {
        var from = random.Next(32, log.Length);
        var torn = (byte[])log.Clone();
        switch (random.Next(3))
        {
            case 0:
                return torn[..from];
            case 1:
                torn.AsSpan(from).Clear();
                return torn;
            default:
                torn[from] ^= (byte)(1 << random.Next(8));
                return torn;
        }
    }

    private static Task<byte[]> BytesAsync(string file) => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
}
