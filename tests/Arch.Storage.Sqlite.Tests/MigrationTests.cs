using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

/// <summary>Files of the first version.</summary>
public sealed class MigrationTests : IAsyncDisposable
{
    private const string Tables = "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task OpenAsync_VersionOne_KeepsEverything()
    {
        VersionOneFile.Make(_folder);

        var store = await _folder.OpenAsync();

        Texts("SELECT CAST(version AS TEXT) FROM schema").ShouldBe(["2"]);
        (await store.FindDefinitionAsync(Sample.Definition)).ShouldNotBeNull().ShouldHaveSingleItem().File.ShouldBe("orders.yaml");
        foreach (var run in new[] { "run-1", "run-2", "run-3", "run-4" })
        {
            var records = await store.ReadAsync(new RunId(run));
            records.Select(record => record.Sequence).ShouldBe([1, 2, 3, 4, 5], run);
            (await store.LoadAsync(new RunId(run))).Records.Count.ShouldBe(5, run);
        }

        (await store.FindAsync(new RunId("run-1"))).ShouldBe(Sample.Summary("run-1"));
        (await store.FindAsync(new RunId("run-2"))).ShouldBe(Sample.Summary("run-2", RunStatus.Waiting));
        (await store.FindAsync(new RunId("run-4"))).ShouldBe(
            Sample.Summary("run-4", RunStatus.Succeeded) with { Outputs = ValueJson.Parse("""{"total":12.5}""") });
        (await store.ListAsync(new RunQuery { Workflow = "shop.orders" })).Select(run => run.RunId.Value)
            .ShouldBe(["run-4", "run-3", "run-2", "run-1"]);
    }

    [Fact]
    public async Task ClaimRunnableAsync_VersionOne_TakesWhatNobodyWorksOnAndWhatWaitsForNoMoment()
    {
        VersionOneFile.Make(_folder);
        var store = await _folder.OpenAsync();

        var claims = await store.ClaimAllAsync();

        claims.Select(claim => claim.Summary.RunId.Value).ShouldBe(["run-1", "run-3"]);
        claims.ShouldAllBe(claim => claim.Epoch == 4);
        (await store.FindNextDueAsync()).ShouldBe(StoreFolder.Now.AddHours(1));
        await store.CommitAsync(Sample.Next("run-1", 6, epoch: 4, RunStatus.Succeeded));
    }

    [Fact]
    public async Task OpenAsync_VersionOne_HasTheTablesOfANewFile()
    {
        VersionOneFile.Make(_folder);
        await using var fresh = new StoreFolder();
        await fresh.OpenAsync();
        using var connection = fresh.Connect();

        await _folder.OpenAsync();

        Texts(Tables).ShouldBe(connection.Prepared(Tables).All(row => row.Text(0)));
    }

    [Fact]
    public async Task OpenAsync_HostOfVersionOneAlive_ARCH5008AndFileAsItWas()
    {
        VersionOneFile.Make(_folder);
        var tables = Texts(Tables);
        Directory.CreateDirectory(_folder.Hosts);
        var sign = Path.Combine(_folder.Hosts, "fedcba9876543210.lock");
        await using (new FileStream(sign, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            var failure = await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync());

            failure.Code.ShouldBe("ARCH5008");
            failure.Message.ShouldBe(
                $"The store '{_folder.File}' has schema version 1 and a host of an older version of Arch has it open, so it cannot be brought up to date. "
                + "Stop that host, then start again.");
            Texts(Tables).ShouldBe(tables);
        }

        await _folder.OpenAsync();
    }

    [Fact]
    public async Task OpenAsync_MigrationFailsHalfway_FileAsItWas()
    {
        VersionOneFile.Make(_folder);
        _folder.Execute("CREATE TABLE tasks (x)");
        var tables = Texts(Tables);

        (await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync())).Message.ShouldContain("table tasks already exists");

        Texts(Tables).ShouldBe(tables);
        Texts("SELECT CAST(version AS TEXT) FROM schema").ShouldBe(["1"]);
        Texts("SELECT status FROM runs WHERE run_id = 'run-3'").ShouldBe(["waiting"]);
        _folder.Execute("DROP TABLE tasks");
        (await (await _folder.OpenAsync()).ReadAsync(new RunId("run-4"))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task OpenAsync_ManyAtOnceOnVersionOne_OneMigratesAndAllOpen()
    {
        VersionOneFile.Make(_folder);

        var stores = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => Task.Run(() => SqliteJournalStore.OpenAsync(StoreFolder.Options(_folder.Path)))));

        foreach (var store in stores)
        {
            (await store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(5);
            await store.DisposeAsync();
        }

        Texts("SELECT CAST(version AS TEXT) FROM schema").ShouldBe(["2"]);
    }

    private List<string> Texts(string sql)
    {
        using var connection = _folder.Connect();
        return connection.Prepared(sql).All(row => row.Text(0));
    }
}
