using System.Security.Cryptography;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Files.Tests;

public sealed class ChangedTriggerTests : IDisposable
{
    private static readonly FileEvent[] All = [FileEvent.Created, FileEvent.Changed, FileEvent.Deleted];

    private readonly StepBench _bench = new(typeof(ReadStep).Assembly);
    private readonly ChangedTrigger _trigger = new();
    private string? _cursor;

    public ChangedTriggerTests() => Directory.CreateDirectory(_bench.PathOf("in/x")[..^2]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ChangedSettings Now => new() { Path = "in", Events = All, Settle = TimeSpan.Zero };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Poll_FirstLook_TellsOfNothingThatWasThere()
    {
        _bench.Write("in/a.txt", "a");

        (await LookAsync(Now)).ShouldBeEmpty();
        (await LookAsync(Now)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_FirstLookWithExisting_TellsOfThem()
    {
        _bench.Write("in/a.txt", "a");

        (await LookAsync(Now with { Existing = true })).ShouldBe(["created in/a.txt"]);
        (await LookAsync(Now with { Existing = true })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_CreatedChangedDeleted_AreToldOnceEach()
    {
        await LookAsync(Now);

        _bench.Write("in/a.txt", "a");
        (await LookAsync(Now)).ShouldBe(["created in/a.txt"]);
        _bench.Write("in/a.txt", "ab");
        (await LookAsync(Now)).ShouldBe(["changed in/a.txt"]);
        (await LookAsync(Now)).ShouldBeEmpty();
        File.Delete(_bench.PathOf("in/a.txt"));
        (await LookAsync(Now)).ShouldBe(["deleted in/a.txt"]);
        (await LookAsync(Now)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_SameSizeOtherTime_IsAChange()
    {
        _bench.Write("in/a.txt", "a");
        await LookAsync(Now);
        File.SetLastWriteTimeUtc(_bench.PathOf("in/a.txt"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (await LookAsync(Now)).ShouldBe(["changed in/a.txt"]);
    }

    [Fact]
    public async Task Poll_FileThatStillGrows_WaitsUntilItStays()
    {
        var settings = Now with { Settle = TimeSpan.FromSeconds(10) };
        await LookAsync(settings);

        _bench.Write("in/a.txt", "a");
        (await LookAsync(settings)).ShouldBeEmpty();
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(9));
        _bench.Write("in/a.txt", "ab");
        (await LookAsync(settings)).ShouldBeEmpty();
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(9));
        (await LookAsync(settings)).ShouldBeEmpty();
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(1));
        (await LookAsync(settings)).ShouldBe(["created in/a.txt"]);
    }

    [Fact]
    public async Task Poll_FileThatWentBeforeItSettled_IsNeverTold()
    {
        var settings = Now with { Settle = TimeSpan.FromSeconds(10) };
        await LookAsync(settings);
        _bench.Write("in/a.txt", "a");
        await LookAsync(settings);
        File.Delete(_bench.PathOf("in/a.txt"));

        (await LookAsync(settings)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_Events_OnlyThoseStartRuns()
    {
        var settings = Now with { Events = [FileEvent.Changed] };
        await LookAsync(settings);
        _bench.Write("in/a.txt", "a");
        (await LookAsync(settings)).ShouldBeEmpty();
        _bench.Write("in/a.txt", "ab");
        (await LookAsync(settings)).ShouldBe(["changed in/a.txt"]);
    }

    [Fact]
    public async Task Poll_Glob_LeavesOutOthers()
    {
        var settings = Now with { Glob = "*.csv", Recursive = true };
        await LookAsync(settings);
        _bench.Write("in/a.txt", "a");
        _bench.Write("in/b.csv", "a");
        _bench.Write("in/deep/c.csv", "a");

        (await LookAsync(settings)).Order().ShouldBe(["created in/b.csv", "created in/deep/c.csv"]);
    }

    [Fact]
    public async Task Poll_Key_NamesTheVersionAndStaysWhenTheLookIsRepeated()
    {
        await LookAsync(Now);
        _bench.Write("in/a.txt", "a");
        var first = await PollAsync(Now);
        var again = await PollAsync(Now);
        _cursor = first.Cursor;
        _bench.Write("in/a.txt", "ab");
        var later = await PollAsync(Now);

        again.Items.Single().Key.ShouldBe(first.Items.Single().Key);
        later.Items.Single().Key.ShouldNotBe(first.Items.Single().Key);
        first.Items.Single().Key.ShouldStartWith("a.txt@1-");
        first.Items.Single().Item.Size.ShouldBe(1);
    }

    [Fact]
    public async Task Poll_LongPath_HasAShortKey()
    {
        await LookAsync(Now with { Recursive = true });
        _bench.Write("in/" + string.Join('/', Enumerable.Repeat(new string('a', 200), 4)) + "/b", "x");

        (await PollAsync(Now with { Recursive = true })).Items.Single().Key.Length.ShouldBeLessThan(512);
    }

    [Fact]
    public async Task Poll_Many_ComeInBatchesAndNoneTwice()
    {
        await LookAsync(Now);
        for (var i = 0; i < 1200; i++)
        {
            _bench.Write($"in/{i}.txt", "a");
        }

        var told = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var batch = await PollAsync(Now);
            _cursor = batch.Cursor;
            told.AddRange(batch.Items.Select(item => item.Item.Path));
            batch.HasMore.ShouldBe(i < 2);
        }

        told.Distinct().Count().ShouldBe(1200);
        told.Count.ShouldBe(1200);
        _cursor!.Length.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task Poll_MoreThanMaxFiles_Fails()
    {
        _bench.Write("in/a", "");
        _bench.Write("in/b", "");

        var failure = await Should.ThrowAsync<StepException>(LookAsync(Now with { MaxFiles = 1 }));

        (failure.Code, failure.Message).ShouldBe(("file_too_many", "The folder 'in' has more than 1 matching files. Narrow 'glob' or raise 'max_files'."));
    }

    [Fact]
    public async Task Poll_MoreThanTheCursorHolds_Fails()
    {
        for (var i = 0; i < 1000; i++)
        {
            _bench.Write($"in/{Convert.ToHexString(RandomNumberGenerator.GetBytes(100))}", "");
        }

        var failure = await Should.ThrowAsync<StepException>(LookAsync(Now));

        failure.Code.ShouldBe("file_too_many");
        failure.Message.ShouldStartWith("What must be kept of the 1000 files of the folder 'in' has ");
        failure.Message.ShouldEndWith("; there is room for 65536. Narrow 'glob', or move files away once they are dealt with.");
    }

    [Fact]
    public async Task Poll_FolderGone_FailsAndForgetsNothing()
    {
        _bench.Write("in/a.txt", "a");
        await LookAsync(Now);
        Directory.Move(_bench.PathOf("in"), _bench.PathOf("away"));

        (await Should.ThrowAsync<StepException>(LookAsync(Now))).Message.ShouldBe("'in' does not exist.");

        Directory.Move(_bench.PathOf("away"), _bench.PathOf("in"));
        (await LookAsync(Now)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("..", "ARCH4201")]
    [InlineData(".arch", "ARCH4201")]
    public async Task Poll_FolderNotOpened_Fails(string path, string code) =>
        (await Should.ThrowAsync<StepException>(LookAsync(Now with { Path = path }))).Code.ShouldBe(code);

    [Fact]
    public async Task Poll_CursorOfSomethingElse_Fails()
    {
        _cursor = "{}";

        (await Should.ThrowAsync<StepException>(LookAsync(Now))).Code.ShouldBe("file_cursor");
    }

    private async Task<List<string>> LookAsync(ChangedSettings settings)
    {
        var batch = await PollAsync(settings);
        _cursor = batch.Cursor;
        return [.. batch.Items.Select(item => $"{(item.Item.Event == FileEvent.Created ? "created" : item.Item.Event == FileEvent.Changed ? "changed" : "deleted")} {item.Item.Path}")];
    }

    private Task<TriggerBatch<ChangedItem>> PollAsync(ChangedSettings settings) =>
        _trigger.PollAsync(settings, new LookContext(_bench.Context, _cursor), Token);

    private sealed class LookContext(BenchContext bench, string? cursor) : TriggerContext
    {
        public override string Trigger => "tests.bench/files";

        public override string? Cursor => cursor;

        public override TimeProvider Time => bench.Time;

        public override IPluginLog Log => bench.Log;

        public override IFileAccess Files => bench.Files;

        public override HttpClient Http => bench.Http;

        public override INetworkAccess Network => bench.Network;

        public override IProcessAccess Processes => bench.Processes;

        public override IVectorAccess Vectors => bench.Vectors;
    }
}
