using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Storage.Testing;

/// <summary>Human tasks, and outputs that are kept.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task CommitAsync_OpenedTasks_AreFoundAsTheyAre()
    {
        var run = new SampleRun("run-1");
        var full = Samples.Task(run, 2);
        var bare = new HumanTask
        {
            Id = "run-1:3",
            RunId = run.Id,
            Activation = 3,
            Workflow = Samples.Workflow,
            StepPath = "ask",
            Title = "",
            Actions = [],
            OpenedAt = Samples.Start,
        };

        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [full, bare] }));

        SameTask(await Index.FindTaskAsync("run-1:2"), full);
        SameTask(await Index.FindTaskAsync("run-1:3"), bare);
        (await Index.FindTaskAsync("run-1:4")).ShouldBeNull();
        (await Index.FindTaskAsync("nobody:2")).ShouldBeNull();
    }

    [Theory]
    [InlineData(HumanTaskStatus.Completed, "approve", "ada")]
    [InlineData(HumanTaskStatus.Completed, "reject", null)]
    [InlineData(HumanTaskStatus.Expired, null, null)]
    [InlineData(HumanTaskStatus.Cancelled, null, null)]
    public async Task CommitAsync_ClosedTask_SaysHowAndWhen(HumanTaskStatus status, string? action, string? by)
    {
        var run = new SampleRun("run-1");
        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run, 2), Samples.Task(run, 3)] }));

        await Store.CommitAsync(run.Continue(new RunWrites { ClosedTasks = [new ClosedTask(2, status, action, by)] }));

        SameTask(
            await Index.FindTaskAsync("run-1:2"),
            Samples.Task(run, 2) with { Status = status, Action = action, By = by, ClosedAt = run.Now });
        SameTask(await Index.FindTaskAsync("run-1:3"), Samples.Task(run, 3));
    }

    [Fact]
    public async Task CommitAsync_TaskClosedAlready_StaysAsItIs()
    {
        var run = new SampleRun("run-1");
        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run)] }));
        await Store.CommitAsync(run.Continue(new RunWrites { ClosedTasks = [new ClosedTask(2, HumanTaskStatus.Completed, "approve", "ada")] }));
        var closed = await Index.FindTaskAsync("run-1:2");

        await Store.CommitAsync(run.Continue(new RunWrites { ClosedTasks = [new ClosedTask(2, HumanTaskStatus.Expired, null, null)] }));
        await Store.CommitAsync(run.End());

        SameTask(await Index.FindTaskAsync("run-1:2"), closed.ShouldNotBeNull());
    }

    [Fact]
    public async Task CommitAsync_OpenedAgain_TakesThePlaceOfTheOneBefore()
    {
        var run = new SampleRun("run-1");
        var again = Samples.Task(run) with { Title = "Look again", DueAt = null, OpenedAt = Samples.Start.AddHours(1) };
        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run)] }));
        await Store.CommitAsync(run.Continue(new RunWrites { ClosedTasks = [new ClosedTask(2, HumanTaskStatus.Expired, null, null)] }));

        await Store.CommitAsync(run.Continue(new RunWrites { OpenedTasks = [again] }));

        SameTask(await Index.FindTaskAsync("run-1:2"), again);
        (await Index.ListTasksAsync(new HumanTaskQuery { RunId = run.Id, Status = null })).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task CommitAsync_End_CancelsTheOpenTasksOfTheRun()
    {
        var run = new SampleRun("run-1");
        var other = new SampleRun("run-2");
        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run, 2), Samples.Task(run, 3)] }));
        await Store.CommitAsync(other.Begin(new RunWrites { OpenedTasks = [Samples.Task(other)] }));

        await Store.CommitAsync(run.End());

        foreach (var activation in new[] { 2, 3 })
        {
            SameTask(
                await Index.FindTaskAsync($"run-1:{activation}"),
                Samples.Task(run, activation) with { Status = HumanTaskStatus.Cancelled, ClosedAt = run.Now });
        }

        SameTask(await Index.FindTaskAsync("run-2:2"), Samples.Task(other));
    }

    [Fact]
    public async Task ListTasksAsync_StatusAndRun_TheNewestFirst()
    {
        var run = new SampleRun("run-1");
        var other = new SampleRun("run-2");
        await Store.CommitAsync(run.Begin(new RunWrites
        {
            OpenedTasks =
            [
                Samples.Task(run, 2, Samples.Start.AddMinutes(5)),
                Samples.Task(run, 10, Samples.Start.AddMinutes(9)),
                Samples.Task(run, 3, Samples.Start.AddMinutes(1)),
            ],
        }));
        await Store.CommitAsync(other.Begin(new RunWrites { OpenedTasks = [Samples.Task(other, 2, Samples.Start.AddMinutes(3))] }));
        await Store.CommitAsync(run.Continue(new RunWrites { ClosedTasks = [new ClosedTask(2, HumanTaskStatus.Completed, "approve", "ada")] }));

        (await TasksAsync(new HumanTaskQuery())).ShouldBe(["run-1:10", "run-2:2", "run-1:3"]);
        (await TasksAsync(new HumanTaskQuery { Status = null })).ShouldBe(["run-1:10", "run-1:2", "run-2:2", "run-1:3"]);
        (await TasksAsync(new HumanTaskQuery { Status = HumanTaskStatus.Completed })).ShouldBe(["run-1:2"]);
        (await TasksAsync(new HumanTaskQuery { RunId = run.Id })).ShouldBe(["run-1:10", "run-1:3"]);
        (await TasksAsync(new HumanTaskQuery { RunId = run.Id, Status = null })).ShouldBe(["run-1:10", "run-1:2", "run-1:3"]);
        (await TasksAsync(new HumanTaskQuery { RunId = new RunId("nobody") })).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListTasksAsync_PageByPage_EachTaskOnce()
    {
        for (var i = 0; i < 7; i++)
        {
            var run = new SampleRun($"run-{i}");

            // Some were opened in the same moment.
            await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run, 2, Samples.Start.AddMinutes(i / 3))] }));
        }

        var all = await TasksAsync(new HumanTaskQuery());
        var paged = new List<string>();
        string? after = null;
        while (await TasksAsync(new HumanTaskQuery { Limit = 2, After = after }) is { Length: > 0 } page)
        {
            page.Length.ShouldBeLessThanOrEqualTo(2);
            paged.Count.ShouldBeLessThan(all.Length, "the pages do not end");
            paged.AddRange(page);
            after = page[^1];
        }

        all.Length.ShouldBe(7);
        paged.ShouldBe(all);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task ListTasksAsync_LimitOutOfRange_Refused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Index.ListTasksAsync(new HumanTaskQuery { Limit = limit }));

    [Fact]
    public async Task FindCachedAsync_Kept_UntilItExpires()
    {
        var run = new SampleRun("run-1");
        var expiry = Samples.Start.AddHours(1);
        await Store.CommitAsync(run.Begin(new RunWrites
        {
            Cached = [new CacheEntry("a", Samples.Json("""{"rows": [1, "ü€𝄞"]}"""), expiry), new CacheEntry("b", Value.EmptyObject, expiry)],
        }));
        await Store.CommitAsync(run.End());
        var other = await OpenAsync();

        (await other.FindCachedAsync("a", expiry.AddTicks(-1))).ShouldBe(Samples.Json("""{"rows": [1, "ü€𝄞"]}"""));
        (await other.FindCachedAsync("b", Samples.Start)).ShouldBe(Value.EmptyObject);
        (await other.FindCachedAsync("a", expiry.AddTicks(1))).IsUndefined.ShouldBeTrue();
        (await other.FindCachedAsync("c", Samples.Start)).IsUndefined.ShouldBeTrue();
    }

    [Fact]
    public async Task FindCachedAsync_KeptAgain_TheLatest()
    {
        var run = await BeginAsync(writes: new RunWrites { Cached = [new CacheEntry("a", Samples.Json("1"), Samples.Start.AddHours(1))] });

        await Store.CommitAsync(run.Continue(new RunWrites { Cached = [new CacheEntry("a", Samples.Json("2"), Samples.Start.AddHours(3))] }));

        (await Store.FindCachedAsync("a", Samples.Start)).ShouldBe(Samples.Json("2"));
        (await Store.FindCachedAsync("a", Samples.Start.AddHours(2))).ShouldBe(Samples.Json("2"));
    }

    private static void SameTask(HumanTask? task, HumanTask expected)
    {
        var found = task.ShouldNotBeNull();
        found.Actions.ShouldBe(expected.Actions);
        (found with { Actions = [] }).ShouldBe(expected with { Actions = [] });
    }

    private async Task<string[]> TasksAsync(HumanTaskQuery query) =>
        [.. (await Index.ListTasksAsync(query)).Select(task => task.Id)];
}
