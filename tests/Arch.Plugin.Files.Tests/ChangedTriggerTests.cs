using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugin.Files.Tests;

public sealed class ChangedTriggerTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(ReadStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Poll_FilesThatAppearAndChange_AreGivenOnce()
    {
        Put("in/old.csv", "1", minutesAgo: 60);
        var first = await PollAsync(null);
        Put("in/new.csv", "12", minutesAgo: 5);
        Put("in/old.csv", "123", minutesAgo: 4);
        Put("in/other.txt", "1234", minutesAgo: 3);
        var second = await PollAsync(first.Cursor);
        var third = await PollAsync(second.Cursor);

        first.Items.ShouldBeEmpty();
        second.Items.Select(Item).ShouldBe([("in/new.csv", 2, true), ("in/old.csv", 3, false)]);
        second.Items.Select(item => item.Key).Distinct().Count().ShouldBe(2);
        third.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_ExistingWanted_GivesWhatIsThere()
    {
        Put("in/old.csv", "1", minutesAgo: 60);

        var news = await _bench.PollAsync("file.changed", new { path = "in", glob = "*.csv", existing = true }, null, Token);

        news.Items.Select(Item).ShouldBe([("in/old.csv", 1, true)]);
    }

    [Fact]
    public async Task Poll_FileStillWritten_IsGivenOnceItIsLeftAlone()
    {
        var first = await PollAsync(null);
        Put("in/new.csv", "1", minutesAgo: 0);

        var busy = await PollAsync(first.Cursor);
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(3));
        var settled = await PollAsync(busy.Cursor);

        busy.Items.ShouldBeEmpty();
        settled.Items.Select(Item).ShouldBe([("in/new.csv", 1, true)]);
    }

    [Fact]
    public async Task Poll_FileGoneAndBack_IsNewAgain()
    {
        Put("in/a.csv", "1", minutesAgo: 60);
        var first = await PollAsync(null);
        File.Delete(_bench.PathOf("in/a.csv"));
        var second = await PollAsync(first.Cursor);
        Put("in/a.csv", "1", minutesAgo: 50);

        var third = await PollAsync(second.Cursor);

        third.Items.Select(Item).ShouldBe([("in/a.csv", 1, true)]);
    }

    [Fact]
    public async Task Poll_MoreFilesThanTheCursorHolds_Fails()
    {
        Put("in/a.csv", "1", minutesAgo: 60);
        Put("in/b.csv", "1", minutesAgo: 60);

        var failure = await Should.ThrowAsync<StepException>(() => _bench.PollAsync("file.changed", new { path = "in", max_files = 1 }, null, Token));

        failure.Code.ShouldBe("file_too_many");
        failure.Message.ShouldBe(
            "The folder 'in' has more than 1 matching files. Narrow 'glob', or have runs move the files that they are done with.");
    }

    [Fact]
    public async Task Poll_MostFiles_FitIntoTheCursor()
    {
        for (var i = 0; i < FolderState.MostFiles; i++)
        {
            Put($"in/{i}.csv", "", minutesAgo: 60);
        }

        (await PollAsync(null)).Cursor!.Length.ShouldBe(64_000);
    }

    [Theory]
    [InlineData("none", "file_not_found")]
    [InlineData("..", "ARCH4201")]
    public async Task Poll_FolderThatCannotBeRead_Fails(string path, string code) =>
        (await Should.ThrowAsync<StepException>(() => _bench.PollAsync("file.changed", new { path }, null, Token))).Code.ShouldBe(code);

    private Task<TriggerNews> PollAsync(string? cursor)
    {
        Directory.CreateDirectory(_bench.PathOf("in"));
        return _bench.PollAsync("file.changed", new { path = "in", glob = "*.csv" }, cursor, Token);
    }

    private void Put(string path, string text, int minutesAgo)
    {
        _bench.Write(path, text);
        File.SetLastWriteTimeUtc(_bench.PathOf(path), _bench.Context.Clock.GetUtcNow().UtcDateTime.AddMinutes(-minutesAgo));
    }

    private static (string? Path, long Size, bool IsNew) Item(NewsItem item)
    {
        var data = JsonElement.Parse(item.ItemUtf8.Span);
        return (data.GetProperty("path").GetString(), data.GetProperty("size").GetInt64(), data.GetProperty("is_new").GetBoolean());
    }
}
